import type { StackJson } from "./terraform-json";

/** All stacks of an app, as they were synthesized: a cluster can be contradicted from any of them. */
export interface AppJson {
  readonly stacks: readonly StackJson[];
  /** The cluster of whom the evidence is, and its baseline. */
  readonly own: Owner;
  /** The app's other clusters and their baselines. */
  readonly others: Owner;
}

/** Constructs, and the stacks that they are in. */
export interface Owner {
  /** Names. */
  readonly stacks: ReadonlySet<string>;
  readonly constructPaths: readonly string[];
}

/** An app of one stack with one cluster, to which everything in it belongs. */
export const appOf = (stack: StackJson): AppJson => ({
  stacks: [stack],
  own: { stacks: new Set([stack.name]), constructPaths: [stack.constructPath] },
  others: { stacks: new Set(), constructPaths: [] },
});

/** Whether a construct was created by one of the owners. */
export function isOwnedBy({ constructPaths }: Owner, constructPath: string | undefined): boolean {
  return constructPath !== undefined && constructPaths.some((path) => constructPath.startsWith(`${path}/`));
}

/** Stacks in which a cluster's data may be: its own, and those that hold no other cluster. */
export function stacksAround({ stacks, own, others }: AppJson): readonly StackJson[] {
  return stacks.filter(({ name }) => own.stacks.has(name) || !others.stacks.has(name));
}
