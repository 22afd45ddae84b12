// Writes the stack that Terraform runs next, as `main.ts` does, for the provider that lies on this machine: 5.100.0 knows less than the
// 6.x that the stack asks for, and is told where AWS is.
const { readdirSync, readFileSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { App } = require("cdktf");
const { AwsHavenStack } = require("../../../dist/stacks/aws-haven-stack.js");

/** What came with 6.x, and what moto forgets. It is left out; nothing else of the stack is changed. */
const leftOut = {
  aws_cloudwatch_log_group: ["deletion_protection_enabled"],
  aws_eks_cluster: ["deletion_protection"],
  // moto keeps those that it was made with.
  aws_launch_template: ["tags"],
};

function forProvider5(stack) {
  stack.terraform.required_providers.aws.version = "5.100.0";
  for (const [type, attributes] of Object.entries(leftOut)) {
    // Undefined isn't written.
    for (const resource of Object.values(stack.resource?.[type] ?? {})) for (const name of attributes) resource[name] = undefined;
  }
  for (const provider of stack.provider.aws) {
    Object.assign(provider, {
      max_retries: 2,
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      // A plan needs to know of no account, so it can be made where there is none.
      skip_requesting_account_id: process.env.ENGINE_OFFLINE === "true",
    });
  }
  return stack;
}

const app = new App();
new AwsHavenStack(app, "aws", JSON.parse(process.env.ENGINE_PROPS));
app.synth();

for (const name of readdirSync(join(app.outdir, "stacks"))) {
  const file = join(app.outdir, "stacks", name, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8"));
  if (stack.provider.aws) writeFileSync(file, JSON.stringify(forProvider5(stack), undefined, 1));
}
