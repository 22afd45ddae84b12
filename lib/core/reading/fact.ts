import type { Json } from "./json";

/** A value with its origin. `value` is undefined when it is absent or known only after apply. */
export interface Fact<T> {
  readonly value: T | undefined;
  /** The attribute's own text, where `value` is derived from it; the report shows it. @default the value */
  readonly written?: Json;
  /** True when Terraform sets the value at creation and ignores later changes, so it may no longer hold. */
  readonly atCreationOnly?: boolean;
  readonly origin: Origin;
  /** The facts of several resources that this one was merged from; the report shows each of them. */
  readonly parts?: readonly Fact<unknown>[];
}

/** The facts that were read, each from one place. */
export function partsOf(fact: Fact<unknown>): readonly Fact<unknown>[] {
  return fact.parts?.flatMap(partsOf) ?? [fact];
}

/** The attribute that a fact was read from. */
export interface Origin {
  readonly stack: string;
  /** Terraform address, or `kind/name` on a live cluster. */
  readonly address: string;
  readonly attribute: string;
  readonly constructPath?: string;
}
