import { App, TerraformStack } from "cdktf";
import { requireProvider } from "../../lib/core/terraform/required-providers";

const path = "terraform.required_providers.some.version";
const versionOf = (fill: (stack: TerraformStack) => void) => {
  const stack = new TerraformStack(new App({ outdir: "unused" }), "stack");
  fill(stack);
  return (stack.toTerraform() as { terraform: { required_providers: { some: { version: string } } } }).terraform.required_providers.some
    .version;
};

test("a stack gets the range that the library was tested with", () => {
  expect(
    versionOf((stack) => {
      requireProvider(stack, "some", "~> 2.0");
    }),
  ).toBe("~> 2.0");
});

test("a range that the stack sets itself wins, before or after", () => {
  expect(
    versionOf((stack) => {
      stack.addOverride(path, "2.5.0");
      requireProvider(stack, "some", "~> 2.0");
    }),
  ).toBe("2.5.0");
  expect(
    versionOf((stack) => {
      requireProvider(stack, "some", "~> 2.0");
      stack.addOverride(path, "2.5.0");
    }),
  ).toBe("2.5.0");
});
