import { parse, stringify } from "yaml";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { at, changed, guaranteed, idOf, json, type Path } from "../support/vsphere-guarantees";

// Every leaf of what decides a machine's configuration, and every hop on its way to the machine: removed, computed, changed, counted or
// ignored. No guarantee may survive, unless the table says that no rule judges the leaf, and why.

const before = guaranteed(json);

function leaves(value: Json, path: Path = []): readonly { readonly path: Path; readonly value: Json }[] {
  if (typeof value !== "object" || value === null) return [{ path, value }];
  const entries: readonly [string | number, Json][] = Array.isArray(value)
    ? (value as readonly Json[]).map((item, index): [number, Json] => [index, item])
    : Object.entries(value as JsonObject).filter(([key]) => key !== "//");
  return entries.flatMap(([key, item]) => leaves(item, [...path, key]));
}

const computed = "${var.later}";

const flipped = (value: Json): Json =>
  typeof value === "boolean" ? !value : typeof value === "number" ? value + 1 : typeof value === "string" ? `${value}x` : "x";

const mutations: readonly (readonly [string, (value: Json) => Json | undefined])[] = [
  ["removed", () => undefined],
  ["computed", () => computed],
  ["changed", flipped],
];

/** Mutations of each leaf after which every guarantee still stands, as `<leaf> <mutation>`. */
function survivors(root: string, of: Json, rewrite: (path: Path, to: Json | undefined) => Json): readonly string[] {
  return leaves(of).flatMap(({ path, value }) =>
    mutations.flatMap(([name, mutate]) => {
      const after = guaranteed(rewrite(path, mutate(value)) as JsonObject);
      return before.every((id) => after.includes(id)) ? [`${root}.${path.join(".")} ${name}`] : [];
    }),
  );
}

const configuration = (of: "control-a" | "apps-b") => idOf("data", "talos_machine_configuration", of);
const machineOf = (of: "control-b" | "apps-c") => idOf("resource", "vsphere_virtual_machine", of);
const applyOf = (of: "control-b" | "apps-c") => idOf("resource", "talos_machine_configuration_apply", `apply-${of}`);
const bootstrap = idOf("resource", "talos_machine_bootstrap", "");
const secrets = idOf("resource", "talos_machine_secrets", "");

/** Leaves of documents, of both roles, with the mutations that leave every guarantee standing, and why. */
const notJudged: readonly (readonly [RegExp, string])[] = [
  [/machine\.install\.\S+ (removed|changed)$/, "what an upgrade by hand installs"],
  [/machine\.kubelet\.(nodeIP\.validSubnets\.0|extraArgs\.rotate-server-certificates) (removed|changed)$/, "nothing that a rule reads"],
  [/machine\.kubelet\.extraConfig\.maxPods (removed|changed)$/, "any number above zero takes pods"],
  [/cluster\.(network|proxy|discovery|etcd)\.\S+ (removed|changed)$/, "no rule is about the network of pods"],
  [/cluster\.apiServer\.extraArgs\.oidc-[\w-]+ (removed|changed)$/, "who people are, and not what they may do"],
  [/auditPolicy\.(apiVersion|kind) (removed|changed)$/, "Talos refuses another one"],
  [/auditPolicy\.omitStages\.0 removed$/, "writes more"],
  [/nodeLabels\.topology\.kubernetes\.io\/region (removed|changed)$/, "HX-region is no guarantee to begin with"],
  [/nodeLabels\.topology\.kubernetes\.io\/zone changed$/, "another zone is a zone"],
  [/^control\.Layer2VIPConfig\S* (removed|changed)$/, "the endpoint is public here; another virtual address changes nothing"],
  [/(ResolverConfig|TimeSyncConfig)\S* (removed|changed)$/, "no rule is about names and time"],
  [/^control\.NetworkRuleConfig\.cluster-(tcp|udp)\.portSelector\.\S+ (removed|changed)$/, "lets in the cluster's own ranges only"],
  [/^control\.NetworkRuleConfig\.cluster-udp\.\S+ (removed|changed)$/, "the API listens on TCP"],
  [
    /^control\.NetworkRuleConfig\.administrators\.(name|portSelector\.ports\.1|portSelector\.protocol) (removed|changed)$/,
    "lets in the same ranges",
  ],
  [/^apps\.Network\S+ (removed|changed)$/, "the API isn't on these machines"],
  [/\.data\.cluster_name/, "a name"],
  [/^apps\.data\.kubernetes_version/, "HCC asks the API server"],
  [/\.(depends_on|lifecycle\.replace_triggered_by)\./, "an order"],
  [/^apply\S*\.(apply_mode|endpoint) removed$/, "the default does the same"],
  [/^bootstrap\.endpoint removed$/, "the default does the same"],
  [/^secrets\.talos_version (computed|changed)$/, "the form of the secrets"],
];

const survived = [
  ...(["control-a", "apps-b"] as const).flatMap((group) => {
    const root = configuration(group);
    const [role = ""] = group.split("-");
    const { config_patches: patches, ...data } = at(json, root) as JsonObject & { readonly config_patches: readonly string[] };
    return [
      ...patches.flatMap((text, index) => {
        const document = parse(text) as JsonObject;
        const { kind, name } = document;
        const id = [role, kind, name].filter((part) => typeof part === "string").join(".");
        return survivors(id, document, (path, to) =>
          changed(json, [...root, "config_patches", index], stringify(changed(document, path, to))),
        );
      }),
      ...survivors(`${role}.data`, data, (path, to) => changed(json, [...root, ...path], to)),
    ];
  }),
  ...Object.entries({ "apply-control": applyOf("control-b"), "apply-apps": applyOf("apps-c"), bootstrap, secrets }).flatMap(
    ([name, root]) => survivors(name, at(json, root), (path, to) => changed(json, [...root, ...path], to)),
  ),
];

test("a guarantee survives only the mutation of a leaf that no rule judges", () => {
  expect(survived.filter((each) => !notJudged.some(([pattern]) => pattern.test(each)))).toEqual([]);
});

test("every leaf that is said not to be judged is there", () => {
  expect(notJudged.filter(([pattern]) => !survived.some((each) => pattern.test(each)))).toEqual([]);
});

const nodes = ["multiaz", "haworkers", "privatenetworking"];
const controlPlane = ["hamasters", "kubernetesversion", "cncf", "rbac", "HX-platform-support", "HX-secrets-encryption", "HX-public-api"];
const audit = "HX-audit-log-retention";
const everything = [...nodes, ...controlPlane, audit];

/** A hop on the way of the configuration, and the guarantees that stand on it. */
const hops: readonly (readonly [string, Path, readonly string[]])[] = [
  ["a machine of the control plane", machineOf("control-b"), [...controlPlane, audit, "multiaz", "privatenetworking"]],
  ["a worker", machineOf("apps-c"), nodes],
  ["what configures a machine of the control plane", applyOf("control-b"), [...controlPlane, audit, "multiaz", "privatenetworking"]],
  ["what configures a worker", applyOf("apps-c"), nodes],
  ["the configuration of the control plane", configuration("control-a"), [...controlPlane, audit, "multiaz", "privatenetworking"]],
  ["the configuration of workers", configuration("apps-b"), nodes],
  ["the bootstrap", bootstrap, everything],
  ["the secrets", secrets, everything],
];

const without = (root: Path, key: string, value: Json) => guaranteed(changed(json, [...root, key], value) as JsonObject);

describe.each(hops)("%s", (_, root, standing) => {
  test.each<[string, () => readonly string[]]>([
    ["removed", () => guaranteed(changed(json, root, undefined) as JsonObject)],
    ["count: 0", () => without(root, "count", 0)],
    ["count: 2", () => without(root, "count", 2)],
    ["a computed count", () => without(root, "count", computed)],
    ["for_each", () => without(root, "for_each", ["a"])],
  ])("%s leaves no guarantee that stands on it", (_name, after) => {
    expect(after().filter((id) => standing.includes(id))).toEqual([]);
  });
});

test.each<[string, Path, Json]>([
  ["everything of a machine", machineOf("apps-c"), "all"],
  ["everything", applyOf("apps-c"), "all"],
  ["the configuration", applyOf("apps-c"), ["machine_configuration_input"]],
  ["the patches", applyOf("apps-c"), ["config_patches"]],
  ["the node", applyOf("apps-c"), ["node"]],
  ["a computed list", applyOf("apps-c"), computed],
])("with changes of %s ignored, nothing about the node is guaranteed any more", (_, root, ignored) => {
  const after = guaranteed(changed(json, [...root, "lifecycle", "ignore_changes"], ignored) as JsonObject);

  expect(after.filter((id) => nodes.includes(id))).toEqual([]);
});
