import type { TerraformStack } from "cdktf";
import type { Backend } from "../lib/core/terraform/backend";
import { useBackend } from "./backend";

/** What every cloud's stack that makes the place for state takes. */
export interface StateStackProps<Kind extends Backend> {
  /** The place to make, as cluster files name it. */
  readonly backend: Kind;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether this stack's own state is in the place that it makes, or still on this machine: at first there is no other. */
  readonly inside: boolean;
}

/**
 * Days in which an earlier version of a state can be restored: whoever broke one may notice at the next change, months later. Every
 * apply leaves a version.
 */
export const versionDays = 90;

/** However few changes there are, so many versions stay. */
export const leastVersions = 20;

export function useOwnBackend(stack: TerraformStack, { backend, inside }: StateStackProps<Backend>): void {
  useBackend(stack, inside ? backend : undefined);
}
