import { knownValues } from "../../lib/baseline/values";
import type { JsonObject } from "../../lib/core/reading/json";
import type { Synthesized } from "../../lib/testing";
import { toyCluster } from "../support/toy-machines";

// The toy provider uses lib/talos and core only: what passes here needs no vSphere.
const stack = toyCluster();

/** Values of a release. */
function given({ resources }: Synthesized, release: string): JsonObject {
  const [values] = (resources("helm_release").find(({ name }) => name === release)?.values ?? []) as readonly string[];
  return knownValues(values ?? "{}") as JsonObject;
}

const nodes = ({ resources }: Synthesized) => resources("talos_machine_configuration_apply").map(({ node }) => node);

test("a cluster on machines of another provider fails no check, and proves what Talos proves", () => {
  expect(stack.prediction).toMatchObject({ failed: [], unknown: [] });
  expect([...stack.prediction.guaranteed].sort()).toEqual([
    "cncf",
    "hamasters",
    "haworkers",
    "kubernetesversion",
    "multiaz",
    "privatenetworking",
    "rbac",
  ]);
  expect(stack.findings.guaranteed).toEqual(expect.arrayContaining(["HX-audit-log-retention", "HX-secrets-encryption", "HX-public-api"]));
});

test("every machine is configured at its own address, and none of them twice", () => {
  expect(nodes(stack)).toHaveLength(6);
  expect([...nodes(stack)].sort()).toEqual(["10.43.0.11", "10.43.0.12", "10.43.0.13", "10.43.0.32", "10.43.0.33", "10.43.0.34"]);
  expect(stack.resources("toy_machine").map(({ name }) => name)).toContain("zaken-apps-b-2");
});

test("the picture shows the network, the pools and the storage of the machines", () => {
  const { architecture } = stack.report.clusters[0] ?? {};

  expect(architecture).toMatchObject({
    platform: "Talos on toys, Kubernetes",
    network: { kind: { en: "Toy network" }, cidr: "10.43.0.0/24", existing: true, subnets: [{ cidr: "10.43.0.0/24" }] },
    nodePools: [
      { name: "control", zones: ["a", "b", "c"] },
      { name: "apps", minNodes: 3 },
    ],
    egress: { details: ["10.43.0.1"] },
    ingress: { details: ["10.43.0.200", { en: "inside the network only" }] },
    sharedStorage: { details: ["nfs.gemeente.example", "/exports/zaken"] },
    objectStorage: { name: "S3", details: ["s3.gemeente.example", expect.anything()] },
  });
});

test("zones with subnets of their own are told apart in the picture", () => {
  const { architecture } =
    toyCluster({
      zones: [{ name: "a" }, { name: "b", cidr: "10.51.0.0/24", gateway: "10.51.0.1" }],
      network: {
        cidr: "10.43.0.0/24",
        gateway: "10.43.0.1",
        loadBalancer: { first: "10.43.0.200", last: "10.43.0.219" },
        dnsServers: ["10.43.0.2"],
      },
      access: { allowedCidrs: ["10.1.0.0/16"], endpoint: "https://api.zaken.example:6443" },
    }).report.clusters[0] ?? {};

  expect(architecture?.network.subnets).toMatchObject([
    { cidr: "10.43.0.0/24", zone: "a" },
    { cidr: "10.51.0.0/24", zone: "b" },
  ]);
});

test("the network is installed first, then certificates, drivers, administrators and snapshots", () => {
  const full = toyCluster({
    etcdBackup: { agePublicKey: `age1${"q".repeat(58)}` },
    access: {
      allowedCidrs: ["10.1.0.0/16"],
      oidc: { issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["admins"] },
    },
  });
  const order = ["cilium", "kubelet-certificates", "csi-driver-nfs", "administrators", "etcd-backup"];
  const releases = full.resourceEntries("helm_release");
  const addressOf = (release: string) => releases.find(({ attributes }) => attributes.name === release)?.address ?? "";
  const waitsFor = (release: string): readonly string[] => {
    const { depends_on: direct = [] } = releases.find(({ attributes }) => attributes.name === release)?.attributes ?? {};
    const names = releases
      .filter(({ address }) => (direct as readonly string[]).includes(address))
      .map(({ attributes }) => String(attributes.name));
    return [...names, ...names.flatMap(waitsFor)];
  };

  for (const release of order) expect(addressOf(release)).not.toBe("");
  for (const [place, release] of order.entries()) {
    expect(order.filter((other) => waitsFor(release).includes(other))).toEqual(order.slice(0, place));
  }
});

test("without snapshots, administrators or an export, nothing is installed for them", () => {
  const releases = stack.resources("helm_release").map(({ name }) => name);

  expect(releases).toContain("csi-driver-nfs");
  expect(releases).not.toContain("etcd-backup");
  expect(releases).not.toContain("administrators");
});

test("audit events are collected from the nodes, and kept for half a year", () => {
  expect(JSON.stringify(given(stack, "alloy"))).toContain("/var/log/audit/kube/kube-apiserver.log");
  expect(JSON.stringify(given(stack, "loki"))).toContain('"period":"4392h"');
});

test("a platform without a storage driver of its own still has a shared class on the export", () => {
  const shared = stack.resources("kubernetes_storage_class_v1").find(({ storage_provisioner: by }) => by === "nfs.csi.k8s.io");

  expect(shared).toMatchObject({
    parameters: { server: "nfs.gemeente.example", share: "/exports/zaken" },
    mount_options: ["nfsvers=4.1"],
  });
});

test("a machine that an override takes out is missed", () => {
  const { prediction } = toyCluster({}, (cluster) => {
    for (const { resource } of cluster.controlPlane.machines) resource.node.scope?.node.tryRemoveChild(resource.node.id);
  });

  expect(prediction.guaranteed).not.toContain("hamasters");
});
