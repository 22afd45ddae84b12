import type { TerraformStack } from "cdktf";

/**
 * Makes Terraform and OpenTofu refuse a version that is too old for the stack, instead of failing on an unknown block or argument. A range
 * that the stack sets itself overrides this one.
 */
export function requireTerraform(stack: TerraformStack, range: string): void {
  const { terraform } = (stack as unknown as { rawOverrides?: { terraform?: { required_version?: string } } }).rawOverrides ?? {};
  if (terraform?.required_version === undefined) stack.addOverride("terraform.required_version", range);
}
