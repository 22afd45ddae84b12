import { regionProblems } from "../core/cluster/regions";
import type { ProviderDescriptor } from "../core/provider/descriptor";
import type { S3BackendConfig } from "../core/terraform/backend";
import { awsRegions } from "./config/regions";
import { eksVersions } from "./config/versions";
import { guardedAws } from "./reading/guarded";

/** Facts about AWS that the CLI and the core need: names, versions, regions, logins, tools and stacks. */
export const descriptor: ProviderDescriptor = {
  name: "aws",
  platform: "EKS",
  aliases: ["eks", "amazon"],
  resourcePrefix: "aws_",
  versions: eksVersions,
  regions: awsRegions,
  regionProblems: (region) => regionProblems(awsRegions, region, undefined),
  guarded: guardedAws,
  login: {
    ways: [
      { found: "a role by federation", all: ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"] },
      { found: "keys in the environment", all: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] },
      {
        found: "keys in the environment",
        all: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
        lasting: "use a role, by federation or aws sso login",
      },
      { found: "AWS_PROFILE", all: ["AWS_PROFILE"] },
      { found: "the container's role", any: ["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] },
      { found: "the default profile", files: [".aws/config", ".aws/credentials"] },
    ],
    todo: "log in with aws sso login and set AWS_PROFILE",
  },
  variables: () => [],
  tools: [{ command: "aws", todo: "install the AWS CLI 2: EKS' logins come from it" }],
  pipeline: { ids: ["AWS_ROLE_ARN"], audience: "sts.amazonaws.com" },
  state: {
    backend: "s3",
    placeOf: (backend) => (backend as S3BackendConfig).bucket,
    needsRegion: false,
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- loads the provider bindings
    stack: () => (require("../../stacks/aws-state-stack") as typeof import("../../stacks/aws-state-stack")).AwsStateStack,
    propsOf: () => ({}),
  },
  /* eslint-disable @typescript-eslint/no-require-imports -- loads the provider bindings */
  stack: () => ({
    Stack: (require("../../stacks/aws-haven-stack") as typeof import("../../stacks/aws-haven-stack")).AwsHavenStack,
    problems: (require("./config/cluster") as typeof import("./config/cluster")).awsProblems,
  }),
  /* eslint-enable @typescript-eslint/no-require-imports */
};
