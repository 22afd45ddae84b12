import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems } from "../../core/validation/literals";

/** Props that every part of a vSphere cluster takes. */
export interface VspherePartProps {
  /** Name of the cluster; what the part makes is called `<name>` or `<name>-<purpose>`. */
  readonly name: string;
}

/** What is wrong with the props that every part takes, beside their schema. */
export function partProblems({ name }: Incomplete<VspherePartProps>): Problem[] {
  // Names are made from it at synth.
  return literalProblems({ name });
}
