import type { ProviderDescriptor } from "../core/provider/descriptor";
import { regionFormProblems } from "../talos/config/regions";
import { storeKeys } from "../talos/config/store-keys";
import { talosVersions } from "../talos/config/versions";
import { guardedTalos } from "../talos/reading/guarded";
import { vcenterAccount } from "./config/vcenter-account";
import { guardedVsphere } from "./reading/guarded";

const todo = (missing: readonly string[]) => `set ${missing.join(" and ")}, from a vault (docs/vsphere.md)`;

const inTerraform = (variables: Readonly<Record<string, { readonly name: string }>>) =>
  Object.values(variables).map(({ name }) => `TF_VAR_${name}`);

const hasObjectStorage = (config: Readonly<Record<string, unknown>>) =>
  (config.storage as { readonly objects?: unknown } | undefined)?.objects !== undefined;

export const descriptor: ProviderDescriptor = {
  name: "vsphere",
  platform: "Talos on vSphere",
  aliases: ["talos", "vmware", "vcenter"],
  resourcePrefix: "vsphere_",
  versions: talosVersions,
  regionProblems: regionFormProblems,
  guarded: { ...guardedTalos, ...guardedVsphere },
  variables: (config) => [
    { name: "vsphere login", variables: ["VSPHERE_USER", "VSPHERE_PASSWORD"], secret: true, todo },
    { name: "vsphere account of the cluster", variables: inTerraform(vcenterAccount), secret: true, todo },
    ...(config === undefined || hasObjectStorage(config)
      ? [{ name: "vsphere object storage", variables: inTerraform(storeKeys), secret: true, todo }]
      : []),
  ],
  terraform: ({ access }) =>
    (access as { readonly kubeconfig?: string } | undefined)?.kubeconfig === "state"
      ? undefined
      : { terraform: "1.10", tofu: "1.11", for: "a login that is in no state (access.kubeconfig: ephemeral)" },
  pipeline: { ids: [] },
  hasObjectStorage,
  /* eslint-disable @typescript-eslint/no-require-imports -- brings the bindings along */
  stack: () => ({
    Stack: (require("../../stacks/vsphere-haven-stack") as typeof import("../../stacks/vsphere-haven-stack")).VsphereHavenStack,
    problems: (require("./config/cluster") as typeof import("./config/cluster")).vsphereProblems,
  }),
  /* eslint-enable @typescript-eslint/no-require-imports */
};
