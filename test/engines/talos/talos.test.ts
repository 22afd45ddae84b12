import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { parseAllDocuments } from "yaml";
import { TalosCluster, type TalosClusterProps } from "../../../lib/talos/constructs/cluster";
import type { TalosMachineGroup } from "../../../lib/talos/machine-config/patches";
import { TalosProvider } from "../../../lib/talos/constructs/talos-provider";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";

const plugin = findPlugin("siderolabs/talos", (version) => /^0\.11\./.test(version));
const missing = [...(findTerraform() ? [] : ["terraform"]), ...(plugin ? [] : ["talos plugin"])].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test;

const settings: TalosClusterProps = {
  name: "zaken",
  endpoint: "https://10.43.0.10:6443",
  kubernetesVersion: "1.36.6",
  region: "nl-denhaag",
  virtualIp: "10.43.0.10",
  link: "eth0",
  installDisk: "/dev/sda",
  platform: "vmware",
  schematicId: "0".repeat(64),
  nodeCidrs: ["10.43.0.0/24"],
  podCidr: "10.244.0.0/16",
  serviceCidr: "172.16.0.0/16",
  dnsServers: ["10.43.0.2"],
  timeServers: ["ntp.example"],
  administratorCidrs: ["10.1.0.0/16"],
  apiServerArgs: { "oidc-issuer-url": "https://login.example" },
  logReceiver: "tcp://logs.example:5140",
  etcdBackupNamespace: "haven-etcd-backup",
  talos: {
    discovery: { mode: "own", url: "https://discovery.example" },
    registryMirrors: { "docker.io": ["https://registry.example/v2/docker.io"] },
    trustedCertificates: "-----BEGIN CERTIFICATE-----\nMIIC0DCCAbigAwIBAgIUI7z\n-----END CERTIFICATE-----\n",
    proxy: { url: "http://proxy.example:3128", except: [".example"] },
  },
};

const master: TalosMachineGroup = { role: "controlplane", pool: "control", zone: "a" };
const worker: TalosMachineGroup = {
  role: "worker",
  pool: "batch",
  zone: "b",
  labels: { team: "zaken" },
  taints: [{ key: "batch", value: "only", effect: "NoSchedule" }],
  maxPods: 60,
};

type Document = Readonly<Record<string, unknown>>;

/** What the provider renders for both kinds of machines, by document. */
async function rendered(): Promise<Record<"master" | "worker", readonly Document[]>> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-talos-"));
  const folder = join(outdir, "stacks/talos");
  mkdirSync(folder, { recursive: true });
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "talos");
  new TalosProvider(stack, "talos");
  const cluster = new TalosCluster(stack, "cluster", settings);
  for (const [name, group] of Object.entries({ master, worker })) {
    new TerraformOutput(stack, name, { value: cluster.configurationOf(group).machineConfiguration, sensitive: true });
  }
  app.synth();
  const terraform = new Terraform(folder, { mirrors: plugin ? [plugin.mirror] : [] });
  try {
    await terraform.init();
    await terraform.validate();
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual([]);
    const outputs = await terraform.output();
    const read = (name: string) => parseAllDocuments(String(outputs[name])).map((each) => each.toJS() as Document);
    return { master: read("master"), worker: read("worker") };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

whenInstalled("Talos' own provider takes every patch, and tells machines what was meant", async () => {
  const { master: first, worker: second } = await rendered();
  const main = (documents: readonly Document[]) => documents.find(({ kind }) => kind === undefined);
  const ofKind = (documents: readonly Document[], wanted: string) => documents.filter(({ kind }) => kind === wanted);

  expect(main(first)).toMatchObject({
    machine: {
      type: "controlplane",
      install: { disk: "/dev/sda", image: `factory.talos.dev/vmware-installer/${"0".repeat(64)}:v1.13.9` },
      nodeLabels: { "topology.kubernetes.io/region": "nl-denhaag", "topology.kubernetes.io/zone": "a" },
      kubelet: {
        image: "ghcr.io/siderolabs/kubelet:v1.36.6",
        extraArgs: { "rotate-server-certificates": "true" },
        nodeIP: { validSubnets: ["10.43.0.0/24"] },
      },
      features: { kubernetesTalosAPIAccess: { enabled: true, allowedRoles: ["os:etcd:backup"] } },
      logging: { destinations: [{ endpoint: "tcp://logs.example:5140", format: "json_lines" }] },
    },
    cluster: {
      controlPlane: { endpoint: "https://10.43.0.10:6443" },
      network: { cni: { name: "none" }, podSubnets: ["10.244.0.0/16"], serviceSubnets: ["172.16.0.0/16"] },
      proxy: { disabled: true },
      discovery: { enabled: true, registries: { kubernetes: { disabled: true }, service: { endpoint: "https://discovery.example" } } },
      apiServer: { extraArgs: { "oidc-issuer-url": "https://login.example" }, auditPolicy: { kind: "Policy" } },
      etcd: { advertisedSubnets: ["10.43.0.0/24"] },
    },
  });
  // Added to Talos' own list, the ranges would be two, and pods would have addresses of both.
  expect(JSON.stringify(main(first))).not.toContain("10.96.0.0/12");
  expect(main(second)).toMatchObject({
    machine: {
      type: "worker",
      nodeLabels: { "topology.kubernetes.io/zone": "b", team: "zaken" },
      kubelet: { extraConfig: { maxPods: 60, registerWithTaints: [{ key: "batch", value: "only", effect: "NoSchedule" }] } },
    },
  });
  expect(ofKind(first, "Layer2VIPConfig")).toMatchObject([{ name: "10.43.0.10", link: "eth0" }]);
  expect(ofKind(second, "Layer2VIPConfig")).toEqual([]);
  // Only the workers' documents hold none of the cluster's keys.
  expect(JSON.stringify(main(second))).not.toContain("secretboxEncryptionSecret");
  for (const documents of [first, second]) {
    expect(ofKind(documents, "NetworkDefaultActionConfig")).toMatchObject([{ ingress: "block" }]);
    expect(ofKind(documents, "NetworkRuleConfig").map(({ name }) => name)).toEqual(["cluster-tcp", "cluster-udp", "administrators"]);
    expect(ofKind(documents, "ResolverConfig")).toMatchObject([{ nameservers: [{ address: "10.43.0.2" }] }]);
    expect(ofKind(documents, "TimeSyncConfig")).toMatchObject([{ ntp: { servers: ["ntp.example"] } }]);
    expect(ofKind(documents, "RegistryMirrorConfig")).toMatchObject([{ name: "docker.io", skipFallback: true }]);
    expect(ofKind(documents, "TrustedRootsConfig")).toHaveLength(1);
    expect(ofKind(documents, "EnvironmentConfig")).toMatchObject([{ variables: { https_proxy: "http://proxy.example:3128" } }]);
    // Names come from the machine's own metadata; a name here would be refused beside it.
    expect(ofKind(documents, "HostnameConfig")).toMatchObject([{ auto: "stable" }]);
  }
});
