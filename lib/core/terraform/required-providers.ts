import type { TerraformStack } from "cdktf";

/**
 * Sets the range of versions of a provider on the stack that uses it.
 *
 * The bindings pin one exact version, which misses later fixes. A range that the stack sets itself, before or after, overrides this one.
 */
export function requireProvider(stack: TerraformStack, provider: string, range: string): void {
  const path = `terraform.required_providers.${provider}.version`;
  const { terraform } =
    (stack as unknown as { rawOverrides?: { terraform?: { required_providers?: Record<string, unknown> } } }).rawOverrides ?? {};
  if (terraform?.required_providers?.[provider] === undefined) stack.addOverride(path, range);
}
