/** CI systems that there is a pipeline for, with the files of each: path in a project, and template. */
const files: Readonly<Record<string, readonly (readonly [path: string, template: string])[]>> = {
  gitlab: [
    [".gitlab-ci.yml", "gitlab/gitlab-ci.yml"],
    ["ci/haven.yml", "gitlab/haven.yml"],
    ["ci/cluster.yml", "gitlab/cluster.yml"],
  ],
  github: [[".github/workflows/haven.yml", "github/haven.yml"]],
  "azure-devops": [["azure-pipelines.yml", "azure-devops/azure-pipelines.yml"]],
};

/** What every system's jobs run. */
const scripts = ["login.sh", "token.mjs", "plan.sh", "apply.sh", "verify.sh", "comment.mjs"].map(
  (name) => [`ci/${name}`, `ci/${name}`] as const,
);

export const pipelines = [...Object.keys(files), "none"];

export function pipelineFiles(pipeline: string): readonly (readonly [path: string, template: string])[] {
  const own = files[pipeline];
  return own === undefined ? [] : [...own, ...scripts];
}

/** For the project's README. */
export function pipelineSentence(pipeline: string): string {
  const [first] = files[pipeline] ?? [];
  if (first === undefined) return "";
  return `Or let the pipeline do it ([${first[0]}](${first[0]})): it plans every change, and applies exactly the plan that somebody approved.\n\`node_modules/haven-cdktf/docs/pipelines.md\` says what to set up once.\n\n`;
}

interface Needs {
  /** Who the pipeline is to the cloud: no secrets. */
  readonly ids: readonly string[];
  /** Where a cloud trusts no CI system. */
  readonly secrets?: readonly string[];
  /** Installs what hosted runners lack. */
  readonly tools?: string;
}

const needs: Readonly<Record<string, Needs>> = {
  aws: { ids: ["AWS_ROLE_ARN"] },
  azure: { ids: ["ARM_CLIENT_ID", "ARM_TENANT_ID", "ARM_SUBSCRIPTION_ID"], tools: "sudo az aks install-cli --only-show-errors" },
  google: {
    ids: ["GOOGLE_WORKLOAD_IDENTITY_PROVIDER", "GOOGLE_SERVICE_ACCOUNT"],
    tools: "sudo apt-get update -qq && sudo apt-get install -y -qq google-cloud-cli-gke-gcloud-auth-plugin",
  },
  vsphere: {
    ids: [],
    secrets: [
      "VSPHERE_USER",
      "VSPHERE_PASSWORD",
      "TF_VAR_csi_user",
      "TF_VAR_csi_password",
      "TF_VAR_objects_access_key",
      "TF_VAR_objects_secret_key",
    ],
  },
};

/** What differs by provider in the templates. */
export function pipelineWords(provider: string): Readonly<Record<string, string>> {
  const { ids, secrets = [], tools } = needs[provider] ?? { ids: [] };
  const gitHub = [...ids.map((name) => [name, "vars"] as const), ...secrets.map((name) => [name, "secrets"] as const)];
  return {
    githubEnvironment: gitHub.map(([name, from]) => `      ${name}: \${{ ${from}.${name} }}`).join("\n"),
    githubTools: tools === undefined ? "" : `      - run: ${tools}`,
    // Variables of a pipeline are in the environment by themselves; secret ones aren't.
    azureSecrets: secrets.map((name) => `              ${name}: $(${name})`).join("\n"),
    azureTools: tools === undefined ? "" : `          - bash: ${tools}`,
  };
}
