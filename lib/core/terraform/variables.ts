import { TerraformStack, TerraformVariable } from "cdktf";
import type { IConstruct } from "constructs";

/** A sensitive Terraform variable, set as `TF_VAR_<name>`. No file holds its value, and Terraform doesn't print it. */
export interface SensitiveVariable {
  /** Lower case letters, digits and `_`. */
  readonly name: string;
  readonly description: string;
}

/** Reference to a variable of the construct's stack. The variable is declared once, also when several constructs read it. */
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
