import { providerNames } from "../lib/config/providers";
import type { ProviderDescriptor } from "../lib/core/provider/descriptor";

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

/** Scripts that the jobs of every CI system run. The clusters of one project may have several providers. */
const scripts = [
  ...["login.sh", "token.mjs", "plan.sh", "apply.sh", "verify.sh", "comment.mjs"],
  ...providerNames.map((name) => `login/${name}.sh`),
].map((name) => [`ci/${name}`, `ci/${name}`] as const);

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

/** What differs by provider in the templates. */
export function pipelineWords({ pipeline: { ids, tools }, variables }: ProviderDescriptor): Readonly<Record<string, string>> {
  const secrets = variables().flatMap((group) => (group.secret ? group.variables : []));
  const gitHub = [...ids.map((name) => [name, "vars"] as const), ...secrets.map((name) => [name, "secrets"] as const)];
  return {
    githubEnvironment: gitHub.map(([name, from]) => `      ${name}: \${{ ${from}.${name} }}`).join("\n"),
    githubTools: tools === undefined ? "" : `      - run: ${tools}`,
    // Variables of a pipeline are in the environment by themselves; secret ones aren't.
    azureSecrets: secrets.map((name) => `              ${name}: $(${name})`).join("\n"),
    azureTools: tools === undefined ? "" : `          - bash: ${tools}`,
  };
}
