import type { TerraformStack } from "cdktf";
import { applyCompliance, complianceProblems } from "../lib/compliance/config";
import type { Environment } from "../lib/core/cluster/environment";
import { wholeProblems } from "../lib/core/schema/check";
import type { Incomplete } from "../lib/core/validation/incomplete";
import { rejectProblems } from "../lib/core/validation/errors";
import { useBackend } from "./backend";
import type { StackProps } from "./stack-props";

/**
 * What every provider's stack begins with: refuses impossible settings of a stack that is made in code, gives its state a place, and sets
 * the gate, profile and waivers of its clusters.
 */
export function beginStack(stack: TerraformStack, props: StackProps & { readonly environment: Environment }): void {
  const rules = {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- what a cluster file holds is checked already
    schema: () => require("../lib/config/generated/stack") as typeof import("../lib/config/generated/stack"),
    problems: ({ compliance }: Incomplete<Pick<StackProps, "compliance">>) => complianceProblems(compliance ?? {}, props.environment),
  };
  rejectProblems(stack.node.path, wholeProblems<Pick<StackProps, "compliance">>(rules, props));
  useBackend(stack, props.backend);
  applyCompliance(stack, props.compliance ?? {});
}
