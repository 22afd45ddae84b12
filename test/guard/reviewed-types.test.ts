import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { guardedBaseline } from "../../lib/baseline/guarded";
import { providers } from "../../lib/config/providers";
import type { GuardedType } from "../../lib/core/reading/guarded";
import type { JsonObject } from "../../lib/core/reading/json";
import { reviewedType } from "../../lib/guard/guarded-types";
import { judge } from "../../lib/guard/judge";
import { readPlan } from "../../lib/guard/plan";
import { change, plan } from "./plans";

const bindings = ["aws", "azurerm", "google", "helm", "kubernetes", "vsphere"];

/** Types of resources that the installed binding of a provider knows. Its data sources have the provider's name in their folder. */
function typesOf(provider: string): string[] {
  const lib = join(dirname(require.resolve(`@cdktf/provider-${provider}/package.json`)), "lib");
  const folders = readdirSync(lib, { withFileTypes: true }).filter(
    (each) => each.isDirectory() && !each.name.startsWith(`data-${provider}-`),
  );
  const types = folders.flatMap(({ name }) => {
    try {
      return /static readonly tfResourceType = "(\w+)"/.exec(readFileSync(join(lib, name, "index.d.ts"), "utf8"))?.[1] ?? [];
    } catch {
      return [];
    }
  });
  return types.filter((type) => type !== provider).sort();
}

/** Each type with what was decided; `unknown` types are reported as such when they are destroyed. */
const decided = (provider: string) =>
  typesOf(provider)
    .map((type) => `${type} ${reviewedType(type)?.kind ?? "unknown"}\n`)
    .join("");

/**
 * A new version of a binding fails here with its new types. Decide on them in `lib/<provider>/reading`, then write the lists anew with
 * HAVEN_UPDATE_TYPES=1 and read what changes.
 */
test.each(bindings)("every type of the binding of %s was looked at", (provider) => {
  const file = join(__dirname, "reviewed", `${provider}.txt`);
  if (process.env.HAVEN_UPDATE_TYPES) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, decided(provider));
  }

  expect(decided(provider)).toBe(readFileSync(file, "utf8"));
});

const tables: readonly (readonly [string, GuardedType])[] = [
  guardedBaseline,
  ...Object.values(providers).map(({ guarded }) => guarded),
].flatMap((table) => Object.entries(table));

/** Types of newer versions than those of the bindings: azurerm 5.2, and google of August 2026. */
const newer = [
  "azurerm_kubernetes_automatic_cluster",
  "azurerm_network_security_perimeter",
  "google_compute_machine_image",
  "google_hypercomputecluster_cluster",
];

test("no table names a type that no version has", () => {
  const known = new Set([...bindings.flatMap(typesOf), ...newer]);
  const names = tables.map(([name]) => name).filter((name) => !/^(azapi|talos|kubectl)_/.test(name));
  const matches = (name: string) => [...known].some((type) => new RegExp(`^${name.replaceAll("*", ".*")}$`).test(type));

  expect(names.filter((name) => !(known.has(name) || (name.includes("*") && matches(name))))).toEqual([]);
});

/** What a loss depends on, where it depends on more than the type. */
const losing: Readonly<Record<string, JsonObject>> = {
  helm_release: { chart: "cilium" },
  kubernetes_manifest: { manifest: { kind: "Namespace" } },
  kubectl_manifest: { yaml_body: "kind: CustomResourceDefinition" },
  azurerm_role_assignment: { role_definition_name: "Key Vault Crypto Service Encryption User" },
  google_project_service: { disable_on_destroy: true },
  talos_machine_configuration_apply: { machine_configuration_input: "machine: {type: controlplane}" },
};

const lossy = tables.filter(([, { kind, loss }]) => kind !== "harmless" && loss !== undefined).map(([name]) => name.replaceAll("*", "x"));

test.each([...new Set(lossy)])("%s is refused when it is destroyed, replaced or left behind", (type) => {
  const before = losing[type] ?? {};
  for (const actions of [["delete"], ["delete", "create"], ["create", "delete"], ["create", "forget"]]) {
    const { findings } = judge(readPlan(plan([change(`${type}.x`, { actions, before, after: { private_cluster_enabled: true } })])));

    expect({ actions, allows: findings.map(({ allow }) => allow) }).toEqual({ actions, allows: expect.arrayContaining([`${type}.x`]) });
  }
});

describe("a type that nobody reviewed", () => {
  const address = "aws_brand_new_thing.x";
  const judged = (actions: readonly string[], ...allows: string[]) =>
    judge(readPlan(plan([change(address, { actions, before: { id: "a" }, after: { id: "a" } })])), allows);

  test("is reported when it is destroyed or replaced, with a flag for exactly that", () => {
    for (const actions of [["delete"], ["delete", "create"], ["create", "delete"]]) {
      expect(judged(actions).findings).toMatchObject([
        { kind: "unreviewed", allow: address, loss: expect.stringContaining("does not know this type") },
      ]);
      expect(judged(actions, address)).toMatchObject({ verdict: "ok", unusedAllows: [] });
    }
  });

  test("is no finding while it stays", () => {
    for (const actions of [["no-op"], ["update"], ["create"], ["forget"]]) expect(judged(actions).findings).toEqual([]);
  });
});

describe("what is inside a cluster", () => {
  const destroyed = (type: string, before: JsonObject) =>
    judge(readPlan(plan([change(`${type}.x`, { actions: ["delete"], before })]))).findings.map(({ loss }) => loss);

  test.each([
    ["helm_release", { chart: "cilium" }, "pods lose their network"],
    ["helm_release", { chart: "oci://registry.example/charts/coredns" }, "no longer resolve"],
    ["helm_release", { chart: "csi-driver-nfs" }, "volumes can no longer be attached"],
    ["helm_release", { chart: "vsphere-csi" }, "volumes can no longer be attached"],
    ["helm_release", { chart: "cloudnative-pg" }, "every object of the kinds"],
    ["helm_release", { chart: "somebody-elses" }, "does not know what the chart somebody-elses keeps"],
    ["kubernetes_manifest", { manifest: { kind: "Namespace" } }, "everything in the namespace"],
    ["kubernetes_manifest", { manifest: { kind: "CustomResourceDefinition" } }, "every object of the kind"],
    ["kubernetes_manifest", { manifest: { kind: "Cluster" } }, "does not know what is lost with an object of kind Cluster"],
    ["kubectl_manifest", { yaml_body: "kind: PersistentVolume" }, "its volume goes with it"],
    ["azapi_resource", { type: "Microsoft.ContainerService/managedClusters@2025-05-01" }, "every node of the cluster"],
    ["azapi_resource", { type: "Microsoft.App/jobs@2025-01-01" }, "does not know what Azure keeps"],
    ["aws_eks_addon", { addon_name: "vpc-cni" }, "pods lose their network"],
    ["aws_eks_addon", { addon_name: "aws-ebs-csi-driver" }, "can no longer be attached"],
    ["talos_machine_configuration_apply", { on_destroy: { reset: true } }, "the machine is wiped"],
  ])("%s %j is refused when it is destroyed", (type, before, loss) => {
    expect(destroyed(type, before)).toEqual([expect.stringContaining(loss)]);
  });

  test.each([
    ["helm_release", { chart: "traefik" }],
    ["kubernetes_manifest", { manifest: { kind: "ConfigMap" } }],
    ["kubectl_manifest", { yaml_body: "kind: Deployment" }],
    ["azapi_resource", { type: "Microsoft.Authorization/roleAssignments@2022-04-01" }],
    ["aws_eks_addon", { addon_name: "vpc-cni", preserve: true }],
  ])("%s %j may be destroyed: the code makes it again", (type, before) => {
    expect(destroyed(type, before)).toEqual([]);
  });
});
