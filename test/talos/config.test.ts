import type { Problem } from "../../lib/core/validation/errors";
import { apiEndpoint, kubeconfigCommand, oidcArguments } from "../../lib/talos/config/access";
import { talosClusterProblems } from "../../lib/talos/config/cluster";
import { auditLog } from "../../lib/talos/config/logging";
import { nfsProblems, nfsStorageClass } from "../../lib/talos/config/nfs";
import { objectStorage } from "../../lib/talos/config/object-storage";
import { countryOf, isInEea } from "../../lib/talos/config/regions";
import { talosWarnings } from "../../lib/talos/config/warnings";
import { identitiesWithKeys } from "../../lib/talos/config/workload-identity";
import { type ToyHavenClusterProps, toyProps } from "../support/toy-machines";

type Props = Partial<ToyHavenClusterProps>;

const { network, nodePools, storage } = toyProps();
const pool = (props: object): Props => ({ nodePools: nodePools.map((apps) => ({ ...apps, ...props })) });
const objects = { endpoint: "https://s3.example", logsBucket: "zaken-logs", backupsBucket: "zaken-backups" };
const agePublicKey = `age1${"q".repeat(58)}`;

const problemsOf = (props: Props): readonly Problem[] => talosClusterProblems(toyProps(props));

test("the smallest props have no problem", () => {
  expect(problemsOf({})).toEqual([]);
});

test("props with holes have only the problems of what is given", () => {
  expect(talosClusterProblems({ network: { virtualIp: network.virtualIp }, nodePools: [{}], zones: [{}, {}] })).toEqual([]);
});

test.each<[string, Props, string, string]>([
  ["a region outside the EEA", { region: "us-east" }, "region", "not a country of the EU or EEA"],
  ["patches by themselves", { upgrades: "patch" }, "upgrades", "nothing patches machines of your own"],
  ["a version without a patch", { kubernetesVersion: "1.36" }, "kubernetesVersion", "names no patch"],
  ["a version that Talos doesn't know yet", { kubernetesVersion: "1.37.0" }, "kubernetesVersion", "up to 1.36"],
  ["two zones of one name", { zones: [{ name: "a" }, { name: "b" }, { name: "a" }] }, "zones[2].name", "another zone"],
  ["a pool that would grow", pool({ maxNodes: 5 }), "nodePools[0].maxNodes", "both must be the same"],
  ["a pool named as the control plane", pool({ name: "control" }), "nodePools[0].name", "control plane's name"],
  ["a label that a kubelet may not set", pool({ labels: { "kubernetes.io/x": "y" } }), "nodePools[0].labels.kubernetes.io/x", "keeps"],
  [
    "host names longer than DNS allows",
    { name: "z".repeat(30), zones: [{ name: "a".repeat(20) }, { name: "b" }], ...pool({ name: "abcdefghijkl" }) },
    "nodePools[0].name",
    "68 characters",
  ],
  ["an API without an address", { network: { ...network, virtualIp: undefined } }, "network.virtualIp", "access.endpoint too"],
  ["an API for everyone", { access: { allowedCidrs: ["0.0.0.0/0"] } }, "access.allowedCidrs[0]", "whole internet"],
  ["a receiver over https", { logging: { receiver: "https://logs.example:1" } }, "logging.receiver", "tcp://"],
  ["snapshots without a store", { storage: { shared: storage.shared }, etcdBackup: { agePublicKey } }, "etcdBackup", "nowhere to put"],
  [
    "pools that all keep the baseline's own pods away",
    pool({ taints: [{ key: "team", effect: "NoSchedule" }] }),
    "nodePools",
    "the baseline's own pods",
  ],
  ["a name that only Terraform will know", { name: "${TfToken[TOKEN.0]}" }, "name", "known to Terraform only"],
  ["a tag that the library sets", { tags: { owner: "team", environment: "x" } }, "tags.environment", "set by the library"],
  [
    "logs and backups in one bucket",
    { storage: { ...storage, objects: { ...objects, backupsBucket: "zaken-logs" } } },
    "storage.objects.backupsBucket",
    "retention",
  ],
  ["snapshots at an hour that isn't there", { etcdBackup: { agePublicKey, schedule: "0 25 * * *" } }, "etcdBackup.schedule", "five fields"],
  ["a Talos of another contract", { talos: { version: "v1.14.0" } }, "talos.version", "v1.13"],
])("refuses %s", (_, props, path, words) => {
  const found = problemsOf(props).filter((problem) => problem.path === path);

  expect(found.map(({ message, hint = "" }) => `${message} ${hint}`).join()).toContain(words);
});

test("host names of exactly 63 characters are taken", () => {
  const props = { name: "z".repeat(25), zones: [{ name: "a".repeat(20) }, { name: "b" }], ...pool({ name: "abcdefghijkl" }) };

  expect(problemsOf(props)).toEqual([]);
});

describe("warns", () => {
  const warnings = (props: Props) => talosWarnings(toyProps(props), "1.36.6").join("\n");

  test.each<[string, Props, string]>([
    ["of no snapshots of etcd", {}, "etcdBackup is not set"],
    ["of no object storage", { storage: { shared: storage.shared } }, "storage.objects is not set"],
    ["of an exception that nobody needs", { residencyException: { reason: "we thought so" } }, "isn't needed"],
    ["of two zones, one of which has etcd's majority", { zones: [{ name: "a" }, { name: "b" }] }, "2 of the 3 machines"],
  ])("%s", (_, props, words) => {
    expect(warnings(props)).toContain(words);
  });

  test("of nothing where all is set", () => {
    expect(warnings({ etcdBackup: { agePublicKey } })).toBe("");
  });
});

test.each([
  ["nl-denhaag", "nl", true],
  ["no-oslo", "no", true],
  ["gb-london", "gb", false],
  ["denhaag", undefined, false],
  ["nl-", undefined, false],
])("region %s is in country %s", (region, country, inEea) => {
  expect(countryOf(region)).toBe(country);
  expect(isInEea(region)).toBe(inEea);
});

describe("access", () => {
  test("an endpoint of your own overrides the virtual address", () => {
    expect(apiEndpoint({}, "10.0.0.10")).toBe("https://10.0.0.10:6443");
    expect(apiEndpoint({ endpoint: "https://api.example" }, "10.0.0.10")).toBe("https://api.example");
  });

  test("names from outside get a prefix, so that none of them is the system's", () => {
    const oidc = { issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["system:masters"] };

    expect(oidcArguments(oidc)).toMatchObject({
      "oidc-username-claim": "email",
      "oidc-username-prefix": "oidc:",
      "oidc-groups-prefix": "oidc:",
    });
    expect(kubeconfigCommand("zaken", "https://api.example", "10.0.0.11", { oidc })).toContain("--exec-arg=--oidc-client-id=haven");
  });

  test("without a provider, the administrator logs in at a machine", () => {
    expect(kubeconfigCommand("zaken", "https://api.example", "10.0.0.11", {})).toBe(
      "talosctl kubeconfig --nodes 10.0.0.11 --endpoints 10.0.0.11",
    );
  });
});

test("audit events are kept for half a year, or as long as asked", () => {
  expect(auditLog({}).retentionDays).toBe(183);
  expect(auditLog({ retentionDays: 400 }).retentionDays).toBe(400);
});

describe("storage", () => {
  test("an export is mounted in the version that was asked for", () => {
    const shared = { type: "nfs", server: "nfs.example", share: "/exports" } as const;

    expect(nfsStorageClass(shared).mountOptions).toEqual(["nfsvers=4.1"]);
    expect(nfsStorageClass({ ...shared, version: "3" })).toMatchObject({
      parameters: { server: "nfs.example", share: "/exports" },
      mountOptions: ["nfsvers=3"],
    });
  });

  test("a server must be a name or an address", () => {
    expect(nfsProblems({ server: "nfs://x" }).map(({ path }) => path)).toEqual(["storage.shared.server"]);
    expect(nfsProblems({ server: "10.0.0.5" })).toEqual([]);
  });

  test("programs put a path behind the address of a store, so it ends without a slash", () => {
    const store = { endpoint: "https://s3.example/", logsBucket: "logs", backupsBucket: "backups" };

    expect(objectStorage("zaken", store)).toMatchObject({
      endpoint: "https://s3.example",
      region: "us-east-1",
      buckets: { logs: "logs", backups: "backups" },
    });
  });

  test("service accounts carry no identity, since none is issued here", () => {
    expect(identitiesWithKeys.backups).toEqual({
      namespace: "haven-backup",
      serviceAccount: "velero",
      annotations: {},
      podLabels: {},
    });
  });
});
