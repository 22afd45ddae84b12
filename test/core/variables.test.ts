import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { readVariable } from "../../lib/core/terraform/variables";

test("a credential is a sensitive variable of the stack, declared once under the name that people export", () => {
  const stack = new TerraformStack(new App({ outdir: "unused" }), "stack");
  const variable = { name: "objects_secret_key", description: "Secret key of the object store" };
  const [one, other] = [new Construct(stack, "one"), new Construct(new Construct(stack, "deep"), "other")];
  new TerraformOutput(stack, "one-reads", { value: readVariable(one, variable) });
  new TerraformOutput(stack, "other-reads", { value: readVariable(other, variable) });

  expect(stack.toTerraform()).toMatchObject({
    variable: { objects_secret_key: { sensitive: true, nullable: false, type: "string" } },
    output: { "one-reads": { value: "${var.objects_secret_key}" }, "other-reads": { value: "${var.objects_secret_key}" } },
  });
});
