import { regionProblems } from "../core/cluster/regions";
import type { ProviderDescriptor } from "../core/provider/descriptor";
import type { GcsBackendConfig } from "../core/terraform/backend";
import { googleRegions } from "./config/regions";
import { gkeVersions } from "./config/versions";
import { guardedGoogle } from "./reading/guarded";

export const descriptor: ProviderDescriptor = {
  name: "google",
  platform: "GKE",
  aliases: ["gke", "gcp"],
  resourcePrefix: "google_",
  versions: gkeVersions,
  regions: googleRegions,
  regionProblems: (region) => regionProblems(googleRegions, region, undefined),
  guarded: guardedGoogle,
  logCollectors: ["fluentbit-gke"],
  login: {
    ways: [
      { found: "GOOGLE_APPLICATION_CREDENTIALS", any: ["GOOGLE_APPLICATION_CREDENTIALS", "GOOGLE_CREDENTIALS"] },
      { found: "an access token", all: ["GOOGLE_OAUTH_ACCESS_TOKEN"] },
      { found: "application default credentials", files: [".config/gcloud/application_default_credentials.json"] },
    ],
    todo: "log in with gcloud auth application-default login",
  },
  variables: () => [],
  tools: [{ command: "gke-gcloud-auth-plugin", todo: "install it with gcloud components install gke-gcloud-auth-plugin" }],
  services: { name: "google services", note: "the stack turns on what it uses" },
  pipeline: {
    ids: ["GOOGLE_WORKLOAD_IDENTITY_PROVIDER", "GOOGLE_SERVICE_ACCOUNT"],
    audience: "https://iam.googleapis.com/$GOOGLE_WORKLOAD_IDENTITY_PROVIDER",
    tools: "sudo apt-get update -qq && sudo apt-get install -y -qq google-cloud-cli-gke-gcloud-auth-plugin",
  },
  state: {
    backend: "gcs",
    placeOf: (backend) => (backend as GcsBackendConfig).bucket,
    needsRegion: true,
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- brings the bindings along
    stack: () => (require("../../stacks/google-state-stack") as typeof import("../../stacks/google-state-stack")).GoogleStateStack,
    propsOf: ({ access, projectId }) => {
      const { administrators } = (access ?? {}) as { readonly administrators?: { readonly members?: readonly string[] } };
      return { members: administrators?.members ?? [], ...(projectId !== undefined && { projectId }) };
    },
  },
  /* eslint-disable @typescript-eslint/no-require-imports -- brings the bindings along */
  stack: () => ({
    Stack: (require("../../stacks/google-haven-stack") as typeof import("../../stacks/google-haven-stack")).GoogleHavenStack,
    problems: (require("./config/cluster") as typeof import("./config/cluster")).googleProblems,
  }),
  /* eslint-enable @typescript-eslint/no-require-imports */
};
