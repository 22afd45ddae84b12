import { synthesizeApp } from "../../lib/testing";
import { knownValues } from "../../lib/baseline/values";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { VsphereHavenStack, type VsphereHavenStackProps } from "../../stacks/vsphere-haven-stack";
import { vsphereProps, zones } from "../support/vsphere-props";

const agePublicKey = `age1${"q".repeat(58)}`;

function stackOf(props: Partial<VsphereHavenStackProps> = {}) {
  return synthesizeApp((app) => {
    new VsphereHavenStack(app, "zaken", { ...vsphereProps(), ...props });
  });
}

type Stack = ReturnType<typeof stackOf>;

/** What a release is given, as the code knows it. */
function given(stack: Stack, release: string): JsonObject {
  const [found] = stack.resources("helm_release").filter(({ name }) => name === release);
  const [first] = (found?.values ?? []) as readonly string[];
  return knownValues(first ?? "{}") as JsonObject;
}

function addressOfRelease(stack: Stack, release: string): string {
  return stack.resourceEntries("helm_release").find(({ attributes }) => attributes.name === release)?.address ?? "";
}

const everything = stackOf({
  cloudController: true,
  velero: {},
  etcdBackup: { agePublicKey },
  access: {
    allowedCidrs: ["10.1.0.0/16"],
    oidc: { issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["admins"] },
  },
});

test("no value of a secret is anywhere in the stack: what is needed comes from sensitive variables", () => {
  const declared = object(everything.json.variable);

  expect(Object.keys(declared).sort()).toEqual(["csi_password", "csi_user", "objects_access_key", "objects_secret_key"]);
  for (const variable of Object.values(declared)) expect(variable).toMatchObject({ sensitive: true, nullable: false });
  for (const { data } of everything.resources("kubernetes_secret_v1")) {
    for (const value of Object.values(object(data))) expect(String(value)).toMatch(/\$\{.*var\.\w+/s);
  }
  expect(everything.findings.expected).toContain("HX-literal-secret");
});

test("no credential is among the values of a chart", () => {
  for (const { values } of everything.resources("helm_release")) expect(JSON.stringify(values)).not.toContain("var.");
});

test("nothing is put into the cluster before its API answers", () => {
  const inside = ["kubernetes_namespace_v1", "kubernetes_storage_class_v1", "kubernetes_secret_v1", "helm_release"].flatMap((type) =>
    everything.resourceEntries(type),
  );
  const [answering] = everything.resourceEntries("terraform_data");
  // By a dependency, or by a reference to what has one.
  const waits = ({ attributes }: (typeof inside)[number]): boolean =>
    JSON.stringify(attributes.depends_on ?? []).includes(answering?.address ?? "") ||
    inside.some((other) => JSON.stringify({ ...attributes, "//": undefined }).includes(other.address) && waits(other));

  expect(inside.length).toBeGreaterThan(30);
  expect(inside.filter((resource) => !waits(resource)).map(({ address }) => address)).toEqual([]);
});

test("the network comes first, then drivers, and everything else after them", () => {
  const dependencies = (release: string) =>
    (everything.resourceEntries("helm_release").find(({ attributes }) => attributes.name === release)?.attributes.depends_on ??
      []) as readonly string[];

  expect(dependencies("disks-network")).toContain(addressOfRelease(everything, "kubelet-certificates"));
  expect(dependencies("kubelet-certificates-network")).toContain(addressOfRelease(everything, "load-balancer"));
  expect(dependencies("system-network")).toContain(addressOfRelease(everything, "etcd-backup"));
});

test("Cilium stands in for kube-proxy, asks Talos for nothing that it withholds, and announces the range", () => {
  const stack = stackOf();

  expect(given(stack, "cilium")).toMatchObject({
    kubeProxyReplacement: true,
    k8sServiceHost: "10.43.0.10",
    k8sServicePort: 6443,
    l2announcements: { enabled: true },
    cgroup: { autoMount: { enabled: false } },
  });
  expect(JSON.stringify(given(stack, "cilium"))).not.toContain("SYS_MODULE");
  expect(object(given(stack, "load-balancer").manifests)).toMatchObject({
    pool: { spec: { blocks: [{ start: "10.43.0.200", stop: "10.43.0.219" }] } },
  });
  // Talos' own balancer on each machine, where that knows the others.
  expect(given(stackOf({ talos: { discovery: { mode: "public" } } }), "cilium")).toMatchObject({
    k8sServiceHost: "localhost",
    k8sServicePort: 7445,
  });
});

test("only machines of the subnet that an address is in answer for it", () => {
  const { virtualIp, ...network } = vsphereProps().network;
  const apart = stackOf({
    zones: zones.map((zone, index) => (index === 0 ? zone : { ...zone, cidr: `10.${50 + index}.0.0/24`, gateway: `10.${50 + index}.0.1` })),
    network,
    access: { allowedCidrs: ["10.1.0.0/16"], endpoint: "https://api.zaken.example:6443" },
  });
  const answers = (stack: Stack) => JSON.stringify(object(given(stack, "load-balancer").manifests).announcement);

  expect(virtualIp).toBeDefined();
  expect(answers(apart)).toContain('{"key":"topology.kubernetes.io/zone","operator":"In","values":["a"]}');
  expect(answers(stackOf())).not.toContain("topology.kubernetes.io/zone");
});

test("vCenter's certificate is checked by whoever deploys, and nothing asks the cluster at plan", () => {
  expect(JSON.stringify(object(everything.json.provider).vsphere)).toContain('"allow_unverified_ssl":false');
  expect(everything.resources("kubernetes_manifest")).toEqual([]);
});

test("the gateway is reached through whatever node Cilium lets answer for its address", () => {
  expect(given(stackOf(), "traefik")).toMatchObject({ service: { spec: { externalTrafficPolicy: "Cluster" } } });
});

test("the gateway has an address that a firewall can name", () => {
  expect(JSON.stringify(given(stackOf(), "traefik"))).toContain('"lbipam.cilium.io/ips":"10.43.0.200"');
});

/** Outcomes when what the controller is told is something else. */
function toldOtherwise(values: unknown) {
  return synthesizeApp((app) => {
    const { baseline } = new VsphereHavenStack(app, "zaken", vsphereProps({ cloudController: true }));
    baseline.components
      .get("cloud-controller")
      ?.releases.find(({ node }) => node.id === "settings")
      ?.addOverride("values", values);
  }).prediction;
}

test("what vSphere's controller reports is judged by what it is told", () => {
  const told = (nodes: object) => [JSON.stringify({ manifests: { settings: { data: { "vsphere.conf": JSON.stringify({ nodes }) } } } })];

  expect(toldOtherwise(told({ excludeExternalNetworkSubnetCidr: "" })).failed).toContain("privatenetworking");
  expect(toldOtherwise("${var.later}").unknown).toContain("privatenetworking");
});

test("what it is told in a stack of its own can't be judged here", () => {
  const { prediction } = stackOf({ cloudController: true, baseline: { placement: "separate" } });

  expect(prediction.unknown).toContain("privatenetworking");
  expect(prediction.failed).toEqual([]);
});

test("vSphere's controller reports no external address", () => {
  expect(everything.prediction.guaranteed).toContain("privatenetworking");
  expect(JSON.stringify(given(everything, "settings"))).toContain(String.raw`excludeExternalNetworkSubnetCidr\":\"0.0.0.0/0,::/0`);
  expect(given(everything, "vsphere-cpi")).toMatchObject({ config: { enabled: false } });
});

test("the storage driver checks vCenter's certificate, and runs beside no application", () => {
  const caCertificate = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n";
  const stack = stackOf({ vcenter: { server: "vcenter.gemeente.example", caCertificate } });
  const [secret] = stack.resources("kubernetes_secret_v1").filter(({ data }) => "csi-vsphere.conf" in object(data));
  const config = String(object(secret?.data)["csi-vsphere.conf"]);

  expect(config).toContain('insecure-flag = "false"');
  expect(config).toContain('cluster-id = "zaken"');
  expect(config).toContain('ca-file = "/etc/vcenter/ca.crt"');
  expect(object(given(stack, "vsphere-csi").manifests)).toMatchObject({
    authority: { data: { "ca.crt": caCertificate } },
    controller: { spec: { replicas: 3, template: { spec: { nodeSelector: { "node-role.kubernetes.io/control-plane": "" } } } } },
  });
});

test("shares of vSAN are for the machines only, and nobody is root on them", () => {
  const { storage } = vsphereProps();
  const stack = stackOf({ storage: { ...storage, shared: { type: "vsan-files", clusters: ["domain-c8"] } } });
  const [secret] = stack.resources("kubernetes_secret_v1").filter(({ data }) => "csi-vsphere.conf" in object(data));

  expect(String(object(secret?.data)["csi-vsphere.conf"])).toContain(
    '[NetPermissions "1"]\nips = "10.43.0.0/24"\npermissions = "READ_WRITE"\nrootsquash = true',
  );
  expect(stack.resources("helm_release").map(({ name }) => name)).not.toContain("csi-driver-nfs");
});

test("zones whose datastores are their own are told to the driver", () => {
  const { storage } = vsphereProps();
  const topology = { regionCategory: "k8s-region", zoneCategory: "k8s-zone" };
  const stack = stackOf({ storage: { ...storage, volumes: { topology } } });

  expect(JSON.stringify(given(stack, "vsphere-csi"))).toContain("--strict-topology");
});

test("classes are the two of every provider", () => {
  const stack = stackOf();

  expect(stack.resources("kubernetes_storage_class_v1").map(({ storage_provisioner: by, parameters }) => [by, parameters])).toEqual([
    ["csi.vsphere.vmware.com", { "csi.storage.k8s.io/fstype": "ext4", storagepolicyname: "kubernetes" }],
    ["nfs.csi.k8s.io", { server: "nfs.gemeente.example", share: "/exports/zaken" }],
  ]);
});

test("audit events are collected from the machines, and kept for half a year", () => {
  const stack = stackOf();

  expect(stack.findings.guaranteed).toContain("HX-audit-log-retention");
  expect(JSON.stringify(given(stack, "alloy"))).toContain("/var/log/audit/kube/kube-apiserver.log");
  // The folder is the API server's alone.
  expect(given(stack, "alloy")).toMatchObject({ alloy: { securityContext: { capabilities: { add: ["DAC_READ_SEARCH"] } } } });
  expect(JSON.stringify(given(stack, "loki"))).toContain('"period":"4392h"');
  expect(stackOf({ logging: { retentionDays: 90 } }).findings.failed).toContain("HX-audit-log-retention");
  expect(stackOf({ applicationLogs: { off: "logs go elsewhere" } }).findings.failed).toContain("HX-audit-log-retention");
});

describe("without object storage", () => {
  const { objects, ...storage } = vsphereProps().storage;
  const stack = stackOf({ storage });

  test("logs are on a volume, and no key is asked for", () => {
    expect(objects).toBeDefined();
    expect(given(stack, "loki")).toMatchObject({ loki: { storage: { type: "filesystem" } }, singleBinary: { replicas: 1 } });
    expect(Object.keys(object(stack.json.variable)).sort()).toEqual(["csi_password", "csi_user"]);
  });

  test("the outputs are those of every cluster, and empty", () => {
    expect(stack.json.output).toMatchObject({
      object_storage: { value: { api: "", account: "", endpoint: "", region: "", buckets: { logs: "", backups: "" } } },
      log_sink: { value: "http://loki.haven-logging.svc:3100" },
    });
  });

  test("the report says that audit events hang on one volume, and that there is nowhere to put backups", () => {
    expect(stack.findings.failed).not.toContain("HX-audit-log-retention");
    expect(stack.findings.guaranteed).not.toContain("HX-audit-log-retention");
    expect(stack.findings.expected).toContain("HX-audit-log-retention");
    expect(stack.prediction.failed).toEqual([]);
    expect(stack.report.clusters[0]?.warnings.map(({ en }) => en).join()).toContain(
      "nowhere to put backups of Kubernetes, etcd or volumes",
    );
  });
});

test("backups and logs reach a store at a port of its own", () => {
  for (const component of ["velero", "log-store", "etcd-backup"]) {
    expect(JSON.stringify(given(everything, `${component}-network`))).toContain("9000");
  }
});

test("snapshots of etcd go into a bucket of a store that has one name for all", () => {
  const { job } = object(given(everything, "etcd-backup").manifests);

  // The image reads it the wrong way round.
  expect(JSON.stringify(job)).toContain('{"name":"USE_PATH_STYLE","value":"false"}');
});

test("a store with a certificate of your own authority is trusted by whatever writes to it, and its certificate is checked", () => {
  const { storage } = vsphereProps();
  const caCertificate = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n";
  const stack = stackOf({
    velero: {},
    etcdBackup: { agePublicKey },
    storage: { ...storage, objects: { endpoint: "https://s3.example", logsBucket: "logs", backupsBucket: "backups", caCertificate } },
  });
  const file = "/etc/object-storage/ca.crt";

  expect(object(given(stack, "object-storage-ca").manifests)).toMatchObject({ authority: { data: { "ca.crt": caCertificate } } });
  expect(given(stack, "loki")).toMatchObject({
    loki: { storage: { s3: { http_config: { ca_file: file } } } },
    singleBinary: { extraVolumeMounts: [{ mountPath: "/etc/object-storage" }] },
  });
  expect(JSON.stringify(given(stack, "velero"))).toContain(Buffer.from(caCertificate).toString("base64"));
  expect(object(given(stack, "etcd-backup").manifests)).toMatchObject({ authority: { data: { "ca.crt": caCertificate } } });
  expect(JSON.stringify(given(stack, "etcd-backup"))).toContain(`{"name":"AWS_CA_BUNDLE","value":"${file}"}`);
});

test("etcd's snapshots are encrypted for a key that isn't in the cluster, by a job with no other right", () => {
  const { login, job } = object(given(everything, "etcd-backup").manifests);

  expect(login).toMatchObject({ spec: { roles: ["os:etcd:backup"] } });
  expect(JSON.stringify(job)).toContain(agePublicKey);
  expect(
    stackOf()
      .resources("helm_release")
      .map(({ name }) => name),
  ).not.toContain("etcd-backup");
});

test("without snapshots of volumes, backups read their files", () => {
  expect(given(everything, "velero")).toMatchObject({ configuration: { defaultVolumesToFsBackup: true } });
});

test("Terraform's own login is in no state, and so nothing ends after a year", () => {
  const stack = stackOf();

  expect(stack.resources("talos_cluster_kubeconfig")).toEqual([]);
  expect(Object.keys(object(stack.json.ephemeral))).toEqual(["talos_cluster_kubeconfig"]);
  expect(object(stack.json.terraform).required_version).toBe(">= 1.10");
  expect(JSON.stringify(stack.json.provider)).toContain("${base64decode(ephemeral.talos_cluster_kubeconfig");
});

test("a login in the state is a choice, with a warning that it ends", () => {
  const access = { allowedCidrs: ["10.1.0.0/16"], kubeconfig: "state" } as const;
  const warned = expect.arrayContaining([expect.stringContaining("ends after a year")]);

  expect(stackOf({ access }).resources("talos_cluster_kubeconfig")).toHaveLength(1);
  expect(stackOf({ access }).warnings).toEqual(warned);
  expect(stackOf().warnings).not.toEqual(warned);
});

test("a drain takes one controller of the storage driver at a time, and only the container that mounts has more rights", () => {
  const { budget, controller, nodes } = object(given(stackOf(), "vsphere-csi").manifests);
  const containers = [controller, nodes].flatMap((pods) => {
    const { spec } = object(object(object(pods).spec).template);
    return (object(spec).containers as readonly Json[]).map(object);
  });

  expect(budget).toMatchObject({ kind: "PodDisruptionBudget", spec: { maxUnavailable: 1 } });
  expect(object(object(object(budget).spec).selector).matchLabels).toEqual(object(object(object(controller).spec).selector).matchLabels);
  expect(
    containers.filter(({ securityContext }) => object(securityContext).allowPrivilegeEscalation !== false).map(({ name }) => name),
  ).toEqual(["driver"]);
  expect(containers.filter(({ resources }) => !("requests" in object(resources)))).toEqual([]);
});
