import type { Json } from "./json";

/** A value with its origin; `value` is undefined when it cannot be known before apply, or is not there. */
export interface Fact<T> {
  readonly value: T | undefined;
  /** What stands in the attribute, where the value is what follows from that; the report shows it. @default the value */
  readonly written?: Json;
  /** True when Terraform sets it once and ignores what becomes of it, so that it says nothing about a cluster of last year. */
  readonly atCreationOnly?: boolean;
  readonly origin: Origin;
}

export interface Origin {
  readonly stack: string;
  /** Terraform address, or `kind/name` on a live cluster. */
  readonly address: string;
  readonly attribute: string;
  readonly constructPath?: string;
}
