import { appOf } from "../../lib/core/reading/app-json";
import { stringify } from "yaml";
import type { Json } from "../../lib/core/reading/json";
import { readStack } from "../../lib/core/reading/terraform-json";
import type { MachinePoolAddresses, TalosAddresses } from "../../lib/talos/reading/addresses";
import { talosEvidence } from "../../lib/talos/reading/evidence";

// No construct and no synth: the JSON of two machines as Terraform reads it, and the addresses in it.

interface Told {
  readonly role?: string;
  readonly endpoint?: string;
  readonly version?: Json;
  readonly secrets?: string;
  readonly patches?: Json;
}

const labels = (zone: string, region = "nl-denhaag") => ({
  machine: { nodeLabels: { "topology.kubernetes.io/region": region, "topology.kubernetes.io/zone": zone } },
});
const rule = (name: string, ports: readonly (number | string)[], ...ranges: string[]) => ({
  apiVersion: "v1alpha1",
  kind: "NetworkRuleConfig",
  name,
  portSelector: { ports, protocol: "tcp" },
  ingress: ranges.map((subnet) => ({ subnet })),
});
const firewall = (name: string, ...ranges: string[]) => [
  { apiVersion: "v1alpha1", kind: "NetworkDefaultActionConfig", ingress: "block" },
  rule(name, [6443, 50000], ...ranges),
];
const yaml = (...documents: readonly object[]) => documents.map((document) => stringify(document));

const secretsOfTheCluster = "${talos_machine_secrets.secrets.machine_secrets}";
const masterPatches = yaml(labels("a"), ...firewall("administrators", "10.1.0.0/16"));
const workerPatches = yaml(labels("b"));

function told({ role, endpoint = "https://10.0.0.10:6443", version = "1.36.6", secrets = secretsOfTheCluster, patches }: Told): Json {
  return {
    machine_type: role ?? "worker",
    talos_version: "v1.13",
    cluster_endpoint: endpoint,
    kubernetes_version: version,
    machine_secrets: secrets,
    config_patches: patches ?? workerPatches,
  };
}

const addressOf = { control: "10.0.0.11", apps: "10.0.0.32" };

const pool = (name: "control" | "apps"): MachinePoolAddresses => ({
  name,
  zones: [],
  machines: [{ resource: `toy_machine.${name}`, apply: `talos_machine_configuration_apply.${name}`, address: addressOf[name] }],
});

const addresses: TalosAddresses = {
  name: "zaken",
  provider: "toy",
  secrets: "talos_machine_secrets.secrets",
  bootstrap: "talos_machine_bootstrap.bootstrap",
  controlPlane: pool("control"),
  nodePools: [pool("apps")],
  rendered: new Map(),
  network: { cidr: "10.0.0.0/24", gateway: "10.0.0.1", zones: [], loadBalancer: "10.0.0.200" },
  objectStorage: undefined,
  auditRetentionDays: 183,
};

function evidence(master: Told = {}, worker: Told = {}, { external, ...given }: Partial<TalosAddresses> & { external?: boolean } = {}) {
  const client_configuration = "${talos_machine_secrets.secrets.client_configuration}";
  const apply = (name: "control" | "apps") => ({
    node: addressOf[name],
    client_configuration,
    machine_configuration_input: `\${data.talos_machine_configuration.${name}.machine_configuration}`,
  });
  const protectedOnes = { lifecycle: { prevent_destroy: true } };
  const stack = readStack("test", "test", {
    resource: {
      talos_machine_secrets: { secrets: { talos_version: "v1.13", ...protectedOnes } },
      talos_machine_bootstrap: { bootstrap: { node: addressOf.control, client_configuration } },
      toy_machine: { control: { name: "zaken-control-a-1", ...protectedOnes }, apps: { name: "zaken-apps-b-1" } },
      talos_machine_configuration_apply: { control: apply("control"), apps: apply("apps") },
    },
    data: {
      talos_machine_configuration: {
        control: told({ role: "controlplane", patches: masterPatches, ...master }),
        apps: told(worker),
      },
    },
  });
  return talosEvidence(stack, appOf(stack), { ...addresses, ...given }, { environment: "test" }, () => external);
}

test("what the machines are told proves the checks", () => {
  const { cluster, controlPlane, api, nodePools, regions, deletionProtection } = evidence();

  expect(cluster).toMatchObject({ name: "zaken", provider: "toy", platform: "talos", residency: { regions: ["nl-denhaag"] } });
  expect(controlPlane).toMatchObject({
    managed: { value: false },
    kubernetesVersion: { value: "1.36.6" },
    rbac: { value: true },
    secretsEncryption: { value: "own key" },
    nodeZones: [{ value: "a" }],
  });
  expect(api).toMatchObject({ public: { value: false }, allowedCidrs: { value: ["10.1.0.0/16"] } });
  expect(
    nodePools.map(({ name, zones, minNodes, takesApplications }) => [name, zones.value, minNodes.value, takesApplications.value]),
  ).toEqual([
    ["control", ["a"], 1, false],
    ["apps", ["b"], 1, true],
  ]);
  expect(regions.map(({ value }) => value)).toEqual(["nl-denhaag"]);
  expect(deletionProtection.value).toBe(true);
});

test("a later patch overrides an earlier one, and leaves the rest of it", () => {
  const moved = { machine: { nodeLabels: { "topology.kubernetes.io/zone": "z" } } };
  const { nodePools, regions } = evidence({}, { patches: yaml(labels("b"), moved) });

  expect(nodePools[1]?.zones.value).toEqual(["z"]);
  expect(regions.map(({ value }) => value)).toEqual(["nl-denhaag"]);
});

test.each<[string, Json]>([
  ["patches that Terraform computes", "${var.later}"],
  ["a patch with a computed part", ["machine: { nodeLabels: ${var.labels} }"]],
  ["a patch that isn't YAML", [...workerPatches, "{"]],
  ["no patches", []],
])("%s leave the zone unknown", (_, patches) => {
  expect(evidence({}, { patches }).nodePools[1]?.zones.value).toBeUndefined();
});

test.each<[string, object, boolean]>([
  [
    "a taint as the node registers",
    { machine: { kubelet: { extraConfig: { registerWithTaints: [{ key: "x", effect: "NoSchedule" }] } } } },
    false,
  ],
  ["a taint that Talos sets", { machine: { nodeTaints: { x: "y:NoExecute" } } }, false],
  ["a preference", { machine: { nodeTaints: { x: "y:PreferNoSchedule" } } }, true],
])("%s decides whether a pool takes applications", (_, patch, takes) => {
  expect(evidence({}, { patches: yaml(labels("b"), patch) }).nodePools[1]?.takesApplications.value).toBe(takes);
});

test("control planes take applications only when they are told so", () => {
  const open = evidence({ patches: [...masterPatches, stringify({ cluster: { allowSchedulingOnControlPlanes: true } })] });

  expect(open.nodePools[0]?.takesApplications.value).toBe(true);
});

describe("who may reach the API", () => {
  test.each<[string, readonly string[]]>([
    ["lets everyone in", yaml(labels("a"))],
    ["has no rule for the API", yaml(labels("a"), ...firewall("others", "10.1.0.0/16")).map((text) => text.replace("6443", "443"))],
    [
      "is opened by a later document",
      [...masterPatches, stringify({ apiVersion: "v1alpha1", kind: "NetworkDefaultActionConfig", ingress: "accept" })],
    ],
  ])("is unknown where the firewall %s", (_, patches) => {
    expect(evidence({ patches }).api.allowedCidrs.value).toBeUndefined();
  });

  test("is what the last rule of that name says", () => {
    const patches = [...masterPatches, ...yaml(...firewall("administrators", "10.9.0.0/16"))];

    expect(evidence({ patches }).api.allowedCidrs.value).toEqual(["10.9.0.0/16"]);
  });

  test.each<[string, object, readonly string[] | undefined]>([
    ["a second rule for the port", rule("others", [6443], "0.0.0.0/0"), ["10.1.0.0/16", "0.0.0.0/0"]],
    ["a second rule for a range of ports", rule("others", ["6000-7000"], "0.0.0.0/0"), ["10.1.0.0/16", "0.0.0.0/0"]],
    ["a rule for another port", rule("others", [443, "8000-9000"], "0.0.0.0/0"), ["10.1.0.0/16"]],
    ["private ranges of the cluster itself", rule("cluster-tcp", ["1-65535"], "10.0.0.0/24"), ["10.1.0.0/16"]],
    ["a public range of the cluster itself", rule("cluster-tcp", ["1-65535"], "0.0.0.0/0"), ["10.1.0.0/16", "0.0.0.0/0"]],
    ["a rule with unknown ports", { ...rule("others", [], "0.0.0.0/0"), portSelector: {} }, ["10.1.0.0/16", "0.0.0.0/0"]],
    ["a rule that is deleted", { apiVersion: "v1alpha1", kind: "NetworkRuleConfig", name: "administrators", $patch: "delete" }, undefined],
  ])("accounts for %s", (_, document, expected) => {
    expect(evidence({ patches: [...masterPatches, ...yaml(document)] }).api.allowedCidrs.value).toEqual(expected);
  });

  test.each<[string, object, boolean | undefined]>([
    ["a virtual address on the internet", { apiVersion: "v1alpha1", kind: "Layer2VIPConfig", name: "203.0.113.9", link: "eth0" }, true],
    ["a virtual address inside", { apiVersion: "v1alpha1", kind: "Layer2VIPConfig", name: "10.0.0.10", link: "eth0" }, false],
    ["a document that adds addresses", { apiVersion: "v1alpha1", kind: "LinkConfig", name: "eth1", addresses: [] }, undefined],
    ["network settings of the machine", { machine: { network: { interfaces: [] } } }, undefined],
  ])("depends on %s", (_, document, isPublic) => {
    expect(evidence({ patches: [...masterPatches, ...yaml(document)] }).api.public.value).toBe(isPublic);
  });

  test("is the internet at a public address", () => {
    expect(evidence({ endpoint: "https://203.0.113.9:6443" }).api.public.value).toBe(true);
    expect(evidence({ endpoint: "${var.endpoint}" }).api.public.value).toBeUndefined();
  });
});

test("external addresses are the platform's to tell, where it has a controller", () => {
  const controller = { patches: yaml(labels("b"), { cluster: { externalCloudProvider: { enabled: true } } }) };
  const ofWorkers = (external?: boolean) => evidence({}, controller, { external }).nodePools[1]?.publicAddresses.value;

  expect([ofWorkers(true), ofWorkers(false), ofWorkers()]).toEqual([true, false, undefined]);
  expect(evidence({}, {}, { external: true }).nodePools[1]?.publicAddresses.value).toBe(false);
});

test("keys from elsewhere aren't the cluster's own", () => {
  expect(evidence({ secrets: "${var.secrets}" }).controlPlane.secretsEncryption.value).toBeUndefined();
});

test("a machine that nothing configures proves nothing", () => {
  const [, worker] = evidence(
    {},
    {},
    { nodePools: [{ ...pool("apps"), machines: [{ resource: "toy_machine.apps", apply: undefined, address: addressOf.apps }] }] },
  ).nodePools;

  expect(worker).toMatchObject({ zones: { value: undefined }, takesApplications: { value: undefined } });
});

test("a patch that nothing changed is not parsed again, and one that an override changed is", () => {
  const [text = ""] = workerPatches;
  // Another document than the text says, so that a second parse would show.
  const rendered = new Map([[text, labels("rendered")]]);

  expect(evidence({}, { patches: [text] }, { rendered }).nodePools[1]?.zones.value).toEqual(["rendered"]);
  expect(evidence({}, { patches: [`${text}\n`] }, { rendered }).nodePools[1]?.zones.value).toEqual(["b"]);
});
