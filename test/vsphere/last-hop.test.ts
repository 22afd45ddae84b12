import { stringify } from "yaml";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { at, changed, guaranteed, json, type Path } from "../support/vsphere-guarantees";

// What somebody adds to the configuration of the machines, wherever Talos takes it from.

const kinds = (kind: "data" | "resource", type: string): readonly Path[] =>
  Object.keys(at(json, [kind, type]) as JsonObject).map((id) => [kind, type, id]);

const isMaster = (path: Path) => String(path[2]).includes("control");

/** A patch behind those of the library, in the configuration of every machine. */
const inConfiguration = (texts: readonly Json[]): JsonObject =>
  kinds("data", "talos_machine_configuration").reduce<Json>((into, path) => {
    const own = at(json, [...path, "config_patches"]) as readonly Json[];
    return changed(into, [...path, "config_patches"], [...own, ...texts]);
  }, json) as JsonObject;

/** A patch on what applies the configuration. */
const onApply = (texts: readonly Json[], which: (path: Path) => boolean = () => true): JsonObject =>
  kinds("resource", "talos_machine_configuration_apply")
    .filter(which)
    .reduce<Json>((into, path) => changed(into, [...path, "config_patches"], texts), json) as JsonObject;

const harmless = stringify({ apiVersion: "v1alpha1", kind: "TimeSyncConfig", enabled: true });

const ways: readonly (readonly [string, (patch: string) => JsonObject])[] = [
  ["in the configuration", (patch) => inConfiguration([patch])],
  ["where it is applied", (patch) => onApply([patch])],
  ["before another document", (patch) => onApply([`${patch}---\n${harmless}`])],
  ["behind another document", (patch) => inConfiguration([`${harmless}---\n${patch}`])],
  [
    "on one machine of the control plane and one worker",
    (patch) => onApply([patch], (path) => /apply-(control|apps)-c/.test(String(path[2]))),
  ],
];

const machine = (content: object) => ({ machine: content });
const cluster = (content: object) => ({ cluster: content });
const apiServer = (content: object) => cluster({ apiServer: content });
const document = (kind: string, content: object) => ({ apiVersion: "v1alpha1", kind, ...content });

const nodeRules = ["haworkers"];
const labels = ["multiaz", "hamasters"];
const api = ["rbac", "HX-audit-log-retention"];

/** A patch, and the guarantees that may not survive it. */
const hostile: readonly (readonly [string, object, readonly string[]])[] = [
  ["labels taken out", machine({ nodeLabels: { $patch: "delete" } }), labels],
  ["a label taken out", machine({ nodeLabels: { "topology.kubernetes.io/zone": { $patch: "delete" } } }), labels],
  ["all of machine taken out", machine({ $patch: "delete" }), [...labels, ...nodeRules]],
  ["a computed zone", machine({ nodeLabels: { "topology.kubernetes.io/zone": "${var.zone}" } }), labels],
  ["a zone by a template", machine({ nodeLabels: { "topology.kubernetes.io/zone": "%{ if true }a%{ endif }" } }), labels],
  ["a zone as a number", machine({ nodeLabels: { "topology.kubernetes.io/zone": 1 } }), labels],
  ["no registration", machine({ kubelet: { skipNodeRegistration: true } }), [...nodeRules, ...labels]],
  ["no registration, by argument", machine({ kubelet: { extraArgs: { "register-node": "false" } } }), [...nodeRules, ...labels]],
  ["taints by argument", machine({ kubelet: { extraArgs: { "register-with-taints": "a=b:NoSchedule" } } }), nodeRules],
  ["labels by argument", machine({ kubelet: { extraArgs: { "node-labels": "topology.kubernetes.io/zone=a" } } }), labels],
  ["taints of which the effect is computed", machine({ nodeTaints: { own: "x:${var.effect}" } }), nodeRules],
  ["taints in another form", machine({ nodeTaints: { own: ["NoSchedule"] } }), nodeRules],
  ["no pods", machine({ kubelet: { extraConfig: { maxPods: 0 } } }), nodeRules],
  ["a setting of the kubelet that nobody knows", machine({ kubelet: { extraConfig: { registerNode: false } } }), nodeRules],
  ["another role", machine({ type: "worker" }), labels],
  ["pods beside Kubernetes", machine({ pods: [{ kind: "Pod" }] }), api],
  ["no scheduler", machine({ controlPlane: { scheduler: { disabled: true } } }), ["hamasters"]],
  ["a cloud provider", machine({ kubelet: { extraArgs: { "cloud-provider": "external" } } }), ["privatenetworking"]],
  ["a cloud controller", cluster({ externalCloudProvider: { enabled: true } }), ["privatenetworking"]],
  ["a cloud controller, in other words", cluster({ externalCloudProvider: { enabled: "yes" } }), ["privatenetworking"]],
  ["every mode", apiServer({ extraArgs: { "authorization-mode": "AlwaysAllow" } }), ["rbac"]],
  ["every mode behind another", apiServer({ extraArgs: { "authorization-mode": "Node,RBAC,AlwaysAllow" } }), ["rbac"]],
  ["a webhook", apiServer({ extraArgs: { "authorization-mode": "Webhook" } }), ["rbac"]],
  ["a computed mode", apiServer({ extraArgs: { "authorization-mode": "${var.mode}" } }), ["rbac"]],
  ["an authorizer", apiServer({ authorizationConfig: [{ type: "AlwaysAllow", name: "all" }] }), ["rbac"]],
  ["an authorizer of one's own", apiServer({ authorizationConfig: [{ type: "Webhook", name: "own" }] }), ["rbac"]],
  ["a file of authorizers", apiServer({ extraArgs: { "authorization-config": "/x" } }), ["rbac"]],
  ["files over those of the API server", apiServer({ extraVolumes: [{ hostPath: "/var/x", mountPath: "/x" }] }), api],
  ["variables of the API server", apiServer({ env: { A: "b" } }), api],
  ["strangers let in", apiServer({ extraArgs: { "anonymous-auth": "true" } }), ["rbac"]],
  [
    "an old API server",
    apiServer({ image: "registry.k8s.io/kube-apiserver:v1.29.0" }),
    ["kubernetesversion", "cncf", "HX-platform-support"],
  ],
  ["a computed API server", apiServer({ image: "${var.image}" }), ["kubernetesversion", "cncf", "HX-platform-support"]],
  ["an API server by its hash", apiServer({ image: "registry.k8s.io/kube-apiserver@sha256:00" }), ["kubernetesversion"]],
  ["an old kubelet", machine({ kubelet: { image: "ghcr.io/siderolabs/kubelet:v1.29.0" } }), ["kubernetesversion"]],
  ["an old scheduler", cluster({ scheduler: { image: "registry.k8s.io/kube-scheduler:v1.29.0" } }), ["kubernetesversion"]],
  ["an argument of etcd", cluster({ etcd: { extraArgs: { "initial-cluster-state": "new" } } }), ["hamasters"]],
  ["an argument of the controllers", cluster({ controllerManager: { extraArgs: { controllers: "-nodelifecycle" } } }), ["hamasters"]],
  ["another key for Secrets", cluster({ secretboxEncryptionSecret: "x" }), ["HX-secrets-encryption"]],
  ["another endpoint", cluster({ controlPlane: { endpoint: "https://203.0.113.8:6443" } }), ["HX-public-api"]],
  ["nothing written", apiServer({ auditPolicy: { rules: [{ level: "None" }] } }), ["HX-audit-log-retention"]],
  [
    "nothing written of one kind",
    apiServer({ auditPolicy: { rules: [{ level: "None", verbs: ["delete"] }, { level: "Metadata" }] } }),
    ["HX-audit-log-retention"],
  ],
  [
    "nothing written at the end of a request",
    apiServer({ auditPolicy: { omitStages: ["ResponseComplete"], rules: [{ level: "Metadata" }] } }),
    ["HX-audit-log-retention"],
  ],
  ["written elsewhere", apiServer({ extraArgs: { "audit-log-path": "/dev/null" } }), ["HX-audit-log-retention"]],
  ["no policy", apiServer({ auditPolicy: { $patch: "delete" } }), ["HX-audit-log-retention"]],
  ["a firewall that lets in", document("NetworkDefaultActionConfig", { ingress: "accept" }), ["HX-public-api"]],
  [
    "one more rule",
    document("NetworkRuleConfig", {
      name: "own",
      portSelector: { ports: [6443], protocol: "tcp" },
      ingress: [{ subnet: "0.0.0.0/0" }],
    }),
    ["HX-public-api"],
  ],
  ["a rule taken out", document("NetworkRuleConfig", { name: "administrators", $patch: "delete" }), ["HX-public-api"]],
  ["a document that nobody knows", document("KubeNodeConfig", { labels: {} }), [...labels, ...nodeRules, ...api, "privatenetworking"]],
];

describe.each(ways)("%s", (_, patched) => {
  test.each(hostile)("%s leaves no guarantee that it breaks", (_name, patch, broken) => {
    // Terraform computes what isn't escaped, as it does in a patch that somebody writes by hand.
    expect(guaranteed(patched(stringify(patch))).filter((id) => broken.includes(id))).toEqual([]);
  });
});

const everything = [
  "multiaz",
  "hamasters",
  "haworkers",
  "privatenetworking",
  "kubernetesversion",
  "rbac",
  "HX-public-api",
  "HX-audit-log-retention",
];

test.each<[string, Json]>([
  ["a JSON patch", stringify([{ op: "replace", path: "/machine/nodeLabels", value: {} }])],
  ["the name of a file", "patch.yaml"],
  ["a file", "@/etc/patch.yaml"],
  ["what isn't YAML", "machine: {"],
  ["a key twice", "machine: { type: worker }\nmachine: {}"],
  ["a computed text", "${var.patch}"],
  ["a number", 1],
  ["a null for a section", "cluster: null"],
])("a patch that is %s leaves nothing about the control plane guaranteed", (_, text) => {
  expect(guaranteed(onApply([text])).filter((id) => ["rbac", "hamasters", "HX-audit-log-retention"].includes(id))).toEqual([]);
});

test("patches that Terraform computes leave nothing guaranteed about the machines", () => {
  const [path] = kinds("resource", "talos_machine_configuration_apply").filter(isMaster);

  expect(guaranteed(changed(json, [...(path ?? []), "config_patches"], "${var.patches}") as JsonObject)).not.toEqual(
    expect.arrayContaining(["rbac"]),
  );
});

test.each<[string, object]>([
  ["sysctls", machine({ sysctls: { "vm.max_map_count": "262144" } })],
  ["modes that Talos sets itself", apiServer({ extraArgs: { "authorization-mode": "Node,RBAC" } })],
  ["metrics of etcd and the controllers", cluster({ etcd: { extraArgs: { "listen-metrics-urls": "http://0.0.0.0:2381" } } })],
  [
    "a label that Talos sets, taken out",
    machine({ nodeLabels: { "node.kubernetes.io/exclude-from-external-load-balancers": { $patch: "delete" } } }),
  ],
  ["room that the kubelet keeps", machine({ kubelet: { extraConfig: { systemReserved: { memory: "1Gi" } } } })],
  ["images of a registry of one's own", apiServer({ image: "registry.example/kube-apiserver:v1.36.6" })],
  ["a host of one's own", document("StaticHostConfig", { name: "10.0.0.1", hostnames: ["own"] })],
  ["a policy that writes more", apiServer({ auditPolicy: { rules: [{ level: "Request", verbs: ["delete"] }, { level: "Metadata" }] } })],
])("%s takes no guarantee away", (_, patch) => {
  const text = stringify(patch);

  expect(guaranteed(inConfiguration([text]))).toEqual(guaranteed(json));
  expect(guaranteed(onApply([text]))).toEqual(guaranteed(json));
});

const [apply] = kinds("resource", "talos_machine_configuration_apply").filter((path) => !isMaster(path));
const extra = (attributes: object): JsonObject =>
  changed(json, ["resource", "talos_machine_configuration_apply", "extra"], {
    ...(at(json, apply ?? []) as JsonObject),
    ...attributes,
  }) as JsonObject;

test.each<[string, () => JsonObject]>([
  ["one more machine of which nothing is known", () => extra({ node: "10.43.0.99" })],
  ["one more configuration for a machine", () => extra({})],
  ["a machine with a login that Terraform computes", () => extra({ node: "10.43.0.99", client_configuration: "${var.login}" })],
  [
    "a machine of a cluster that isn't there",
    () => extra({ node: "10.43.0.99", client_configuration: "${talos_machine_secrets.other.client_configuration}" }),
  ],
  ["two machines at one address", () => changed(json, [...(apply ?? []), "node"], "10.43.0.33") as JsonObject],
  ["an argument that nobody knows", () => changed(json, [...(apply ?? []), "machine_configuration_input_wo"], "${var.x}") as JsonObject],
  ["a step of one's own", () => changed(json, [...(apply ?? []), "provisioner"], [{ "local-exec": { command: "true" } }]) as JsonObject],
])("%s leaves no guarantee about nodes", (_, other) => {
  expect(guaranteed(other()).filter((id) => ["haworkers", "privatenetworking"].includes(id))).toEqual([]);
});

test("a machine of another cluster of the same stack takes nothing away", () => {
  const other = changed(
    extra({ node: "10.44.0.11", client_configuration: "${talos_machine_secrets.other.client_configuration}" }),
    ["resource", "talos_machine_secrets", "other"],
    { talos_version: "v1.13" },
  ) as JsonObject;

  expect(guaranteed(other)).toEqual(expect.arrayContaining(everything));
});
