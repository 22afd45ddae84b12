import { parse } from "yaml";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { TalosCluster, type TalosClusterProps } from "../../lib/talos/constructs/cluster";
import { commonPatches, groupPatches, rolePatches, type TalosMachineGroup } from "../../lib/talos/machine-config/patches";
import { TalosProvider } from "../../lib/talos/constructs/talos-provider";
import { type MachinePatch, renderDocument } from "../../lib/talos/machine-config/documents";
import { synthesize } from "../../lib/testing";

const settings: TalosClusterProps = {
  name: "zaken",
  endpoint: "https://10.0.0.10:6443",
  kubernetesVersion: "1.36.6",
  region: "nl-denhaag",
  link: "eth0",
  installDisk: "/dev/sda",
  platform: "openstack",
  schematicId: "f".repeat(64),
  nodeCidrs: ["10.0.0.0/24"],
  podCidr: "10.244.0.0/16",
  serviceCidr: "172.16.0.0/16",
  dnsServers: ["10.0.0.2"],
  timeServers: ["ntp.example"],
  administratorCidrs: ["10.1.0.0/16"],
  talos: {},
};

const master: TalosMachineGroup = { role: "controlplane", pool: "control", zone: "a" };
const worker: TalosMachineGroup = { role: "worker", pool: "apps", zone: "a" };

test("the provider, its resources and its data have the names and arguments that version 0.11 has", () => {
  const { json } = synthesize((stack) => {
    new TalosProvider(stack, "talos");
    const cluster = new TalosCluster(stack, "cluster", { ...settings, kubeconfig: "state" });
    const machine = (group: TalosMachineGroup, address: string) => ({ name: group.pool, address, group, resource: cluster.secrets });
    cluster.join(cluster.start([machine(master, "10.0.0.11")]), [machine(worker, "10.0.0.32")]);
  });
  const argumentsOf = (kinds: JsonObject) =>
    Object.fromEntries(
      Object.entries(kinds).map(([type, byId]) => [
        type,
        Object.keys(object(Object.values(object(byId))[0]))
          .filter((key) => !["//", "depends_on", "lifecycle"].includes(key))
          .sort(),
      ]),
    );

  expect(argumentsOf({ ...object(json.resource), ...object(json.data) })).toEqual({
    talos_machine_secrets: ["talos_version"],
    talos_machine_configuration: [
      "cluster_endpoint",
      "cluster_name",
      "config_patches",
      "kubernetes_version",
      "machine_secrets",
      "machine_type",
      "talos_version",
    ],
    talos_machine_configuration_apply: ["apply_mode", "client_configuration", "endpoint", "machine_configuration_input", "node"],
    terraform_data: ["provisioner", "triggers_replace"],
    talos_machine_bootstrap: ["client_configuration", "endpoint", "node"],
    talos_cluster_kubeconfig: ["client_configuration", "endpoint", "node"],
    talos_client_configuration: ["client_configuration", "cluster_name", "endpoints", "nodes"],
  });
});

test("machines of one group share what they are told, however many they are", () => {
  synthesize((stack) => {
    new TalosProvider(stack, "talos");
    const cluster = new TalosCluster(stack, "cluster", settings);

    expect(cluster.configurationOf(worker)).toBe(cluster.configurationOf({ ...worker }));
    expect(cluster.configurationOf(worker)).not.toBe(cluster.configurationOf({ ...worker, zone: "b" }));
  });
});

test("workers are told nothing that only the control plane may know of", () => {
  const [main] = rolePatches("worker", { ...settings, apiServerArgs: { "oidc-issuer-url": "https://x" }, etcdBackupNamespace: "backup" });

  expect(JSON.stringify(main)).not.toMatch(/apiServer|etcd|kubernetesTalosAPIAccess/);
});

// A kubelet may set taints when it registers its node and never after; Talos would try all the same, and be refused the zone's label with it.
test("a worker registers with its taints, and Talos isn't told to set them later", () => {
  const group = {
    ...worker,
    taints: [{ key: "batch", value: "only", effect: "NoSchedule" } as const, { key: "gpu", effect: "NoExecute" } as const],
  };
  const [{ machine } = {}] = groupPatches(group, "nl-denhaag") as MachinePatch[];

  expect(machine?.kubelet?.extraConfig).toEqual({
    maxPods: 110,
    registerWithTaints: [
      { key: "batch", value: "only", effect: "NoSchedule" },
      { key: "gpu", effect: "NoExecute" },
    ],
  });
  expect(machine).not.toHaveProperty("nodeTaints");
});

test("machines behind a proxy reach their own API without it, by whatever name it has", () => {
  const behind = {
    ...settings,
    endpoint: "https://api.zaken.example:6443",
    virtualIp: "10.0.0.10",
    talos: { proxy: { url: "http://proxy.example" } },
  };
  const proxy = commonPatches(behind).find((each) => "kind" in each && each.kind === "EnvironmentConfig");

  expect(proxy).toMatchObject({ variables: { no_proxy: expect.stringMatching(/,10\.0\.0\.10,api\.zaken\.example$/) } });
});

test("what Terraform would take for an expression stays text", () => {
  const text = renderDocument({ machine: { nodeLabels: { odd: "${path.module} %{ if }" } } });

  expect(text).toContain("$${path.module} %%{ if }");
  expect(parse(text.replaceAll("$${", "${").replaceAll("%%{", "%{"))).toEqual({
    machine: { nodeLabels: { odd: "${path.module} %{ if }" } },
  });
});

test("bodies of requests, which may be Secrets, are in no audit log", () => {
  const [main] = rolePatches("controlplane", settings);

  expect(JSON.stringify(main)).toContain('"level":"Metadata"');
  expect(JSON.stringify(main)).not.toMatch(/"level":"Request/);
});

test("an upgrade installs the image of the platform, with its extensions, from the factory that was named", () => {
  const [main] = rolePatches("controlplane", {
    ...settings,
    talos: { imageFactory: "factory.example", version: "v1.13.1", schematicId: "a".repeat(64) },
  });

  expect(main).toMatchObject({ machine: { install: { image: `factory.example/openstack-installer/${"a".repeat(64)}:v1.13.1` } } });
});
