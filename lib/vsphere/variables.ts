import { TerraformStack, TerraformVariable } from "cdktf";
import type { IConstruct } from "constructs";

/** A value that only whoever runs Terraform knows, as `TF_VAR_<name>`: it is in no file, and Terraform doesn't print it. */
export function sensitiveVariable(scope: IConstruct, name: string, description: string): string {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(name);
  const variable =
    found instanceof TerraformVariable
      ? found
      : // Of the stack itself, so that the name is the one that people export.
        new TerraformVariable(stack, name, { type: "string", sensitive: true, nullable: false, description });
  return variable.stringValue;
}
