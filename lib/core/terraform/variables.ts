import { TerraformStack, TerraformVariable } from "cdktf";
import type { IConstruct } from "constructs";

/** A value that only whoever runs Terraform knows, as `TF_VAR_<name>`. It is in no file, and Terraform doesn't print it. */
export interface SensitiveVariable {
  /** Lower case letters, digits and `_`. */
  readonly name: string;
  readonly description: string;
}

/** Reference to a variable of the stack that a construct is in; declared once, however many need it. */
export function readVariable(scope: IConstruct, { name, description }: SensitiveVariable): string {
  const stack = TerraformStack.of(scope);
  const found = stack.node.tryFindChild(name);
  const variable =
    found instanceof TerraformVariable
      ? found
      : // Of the stack itself, so that the name is the one that people export.
        new TerraformVariable(stack, name, { type: "string", sensitive: true, nullable: false, description });
  return variable.stringValue;
}
