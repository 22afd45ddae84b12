import { TerraformVariable } from "cdktf";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { TalosProvider, VsphereHavenCluster, type VsphereHavenClusterProps } from "../../lib/vsphere";
import { vsphereProblems } from "../../lib/vsphere/config/cluster";
import { synthesize } from "../../lib/testing";
import { vsphereCluster } from "../support/vsphere";
import { apps, vsphereProps, zones } from "../support/vsphere-props";

type Props = Partial<VsphereHavenClusterProps>;

const whole = vsphereProps();
const network = (props: object): Props => ({ network: { ...whole.network, ...props } });
const pool = (props: object): Props => ({ nodePools: [{ ...apps, ...props }] });
const zone = (place: number, props: object): Props => ({
  zones: zones.map((one, index) => (index === place ? { ...one, ...props } : one)),
});
const storage = (props: object): Props => ({ storage: { ...whole.storage, ...props } });
const objects = (props: object): Props => storage({ objects: { ...whole.storage.objects, ...props } });
const talos = (props: object): Props => ({ talos: props });

/** Each is refused by vSphere, Talos or a provider, most only at apply; here it takes a second. */
const refused: [string, Props, string, string][] = [
  ["a name in capitals", { name: "Zaken" }, "name", "lower case"],
  ["a name too long for host names", { name: "a".repeat(31) }, "name", "30 characters"],
  ["a region that names no country", { region: "denhaag" }, "region", "two letters"],
  ["a region outside the EEA", { region: "us-east" }, "region", "not a country of the EU"],
  [
    "too little reason for leaving the EEA",
    { region: "gb-london", residencyException: { reason: "cheap" } },
    "residencyException.reason",
    "10",
  ],
  ["patches by themselves", { upgrades: "patch" }, "upgrades", "nothing patches"],
  ["a version without a patch", { kubernetesVersion: "1.36" }, "kubernetesVersion", "names no patch"],
  ["a version that Talos doesn't take", { kubernetesVersion: "1.29.1" }, "kubernetesVersion", "no longer offered"],
  ["a Kubernetes that Talos doesn't know yet", { kubernetesVersion: "1.37.0" }, "kubernetesVersion", "up to 1.36"],
  ["a vCenter with a scheme", { vcenter: { server: "https://vcenter.example" } }, "vcenter.server", "name of a server"],
  ["a key for a certificate", { vcenter: { server: "vcenter.example", caCertificate: "abc" } }, "vcenter.caCertificate", "PEM"],
  ["one zone", { zones: zones.slice(0, 1) }, "zones", "at least 2"],
  ["two zones of one name", zone(1, { name: "a" }), "zones[1].name", "another zone"],
  ["a zone in capitals", zone(1, { name: "Zaal B" }), "zones[1].name", "lower case"],
  ["two zones that fail together", zone(1, { computeCluster: "DC0_C0" }), "zones[1].hosts", "same compute cluster"],
  [
    "a host in two zones",
    {
      zones: [
        { ...zones[0], hosts: ["h1", "h2"] },
        { ...zones[0], name: "b", hosts: ["h2"] },
      ],
    },
    "zones[1].hosts",
    "h2 is of zone a too",
  ],
  ["a host twice in a zone", zone(0, { hosts: ["h1", "h1"] }), "zones[0].hosts", "twice"],
  ["a host without a name", zone(0, { hosts: ["h1", " "] }), "zones[0].hosts[1]", "blank"],
  ["a resource pool without a name", zone(0, { resourcePool: "" }), "zones[0].resourcePool", "blank"],
  ["a datacenter that breaks the driver's settings", zone(0, { datacenter: 'a"b' }), "zones[0].datacenter", "quote"],
  ["a subnet without a gateway", zone(1, { cidr: "10.44.0.0/24" }), "zones[1].gateway", "missing"],
  ["a virtual address over subnets", zone(1, { cidr: "10.44.0.0/24", gateway: "10.44.0.1" }), "network.virtualIp", "another subnet"],
  ["an OVF for an OVA", { image: { type: "ova", library: "l", url: "https://factory.example/talos.ova?x=1" } }, "image.url", ".ova"],
  ["a template from the inventory's root", { image: { type: "template", name: "/DC0/vm/talos" } }, "image.name", "path below"],
  ["an item without a name", { image: { type: "library-item", library: "l", item: "" } }, "image.item", "blank"],
  ["a network with host bits", network({ cidr: "10.43.0.1/24" }), "network.cidr", "host bits"],
  ["a gateway outside the network", network({ gateway: "10.44.0.1" }), "network.gateway", "not in"],
  ["no address for the API", network({ virtualIp: undefined }), "network.virtualIp", "access.endpoint"],
  ["an API at the gateway", network({ virtualIp: "10.43.0.1" }), "network.virtualIp", "that of the gateway"],
  ["machines at the API", network({ virtualIp: "10.43.0.12" }), "controlPlane.addressOffset", "the Kubernetes API"],
  [
    "load balancers at the machines",
    network({ loadBalancer: { first: "10.43.0.30", last: "10.43.0.40" } }),
    "nodePools[0].addressOffset",
    "load balancer",
  ],
  [
    "a range that ends before it begins",
    network({ loadBalancer: { first: "10.43.0.220", last: "10.43.0.210" } }),
    "network.loadBalancer",
    "range",
  ],
  ["a kernel parameter without a dot", pool({ sysctls: { max_map_count: "1" } }), "nodePools[0].sysctls.max_map_count", "vm.max_map_count"],
  [
    "a kernel parameter that the kubelet checks",
    pool({ sysctls: { "vm/overcommit_memory": "0" } }),
    "nodePools[0].sysctls.vm/overcommit_memory",
    "doesn't start",
  ],
  [
    "a kernel parameter that pods need",
    pool({ sysctls: { "net.ipv4.conf.all.rp_filter": "1" } }),
    "nodePools[0].sysctls.net.ipv4.conf.all.rp_filter",
    "no traffic",
  ],
  [
    "a kernel parameter over two lines",
    pool({ sysctls: { "vm.max_map_count": "1\n2" } }),
    "nodePools[0].sysctls.vm.max_map_count",
    "quotes",
  ],
  ["a kernel module with a path", pool({ kernelModules: ["/lib/x.ko"] }), "nodePools[0].kernelModules[0]", "kernel module"],
  ["a key in a TPM that isn't there", pool({ diskEncryption: "tpm" }), "nodePools[0].diskEncryption", "SecureBoot"],
  ["the same of the control plane", { controlPlane: { diskEncryption: "tpm" } }, "controlPlane.diskEncryption", "SecureBoot"],
  ["pods over the network", network({ podCidr: "10.43.0.0/16" }), "network.podCidr", "overlaps"],
  ["services over pods", network({ serviceCidr: "10.244.0.0/20" }), "network.serviceCidr", "overlaps"],
  ["a pod range for three machines", network({ podCidr: "10.244.0.0/23" }), "network.podCidr", "/22"],
  ["a pod range for fewer machines than there are", network({ podCidr: "10.244.0.0/22" }), "network.podCidr", "room for 4 machines"],
  ["a range of services that is too large", network({ serviceCidr: "172.0.0.0/8" }), "network.serviceCidr", "/12"],
  ["a range of services without room", network({ serviceCidr: "172.16.0.0/29" }), "network.serviceCidr", "/24"],
  [
    "load balancers that end outside the subnet",
    network({ loadBalancer: { first: "10.43.0.250", last: "10.43.1.5" } }),
    "network.loadBalancer.last",
    "not in",
  ],
  [
    "load balancers where no machine is",
    {
      zones: zones.map((one, index) => ({ ...one, cidr: `10.${50 + index}.0.0/24`, gateway: `10.${50 + index}.0.1` })),
      access: { ...whole.access, endpoint: "https://api.example:6443" },
      network: { ...whole.network, virtualIp: undefined },
    },
    "network.loadBalancer",
    "no zone is",
  ],
  ["a DNS server at a machine", network({ dnsServers: ["10.43.0.32"] }), "network.dnsServers[0]", "apps-a-1"],
  ["no DNS", network({ dnsServers: [] }), "network.dnsServers", "is empty"],
  ["no clock", network({ timeServers: [] }), "network.timeServers", "is empty"],
  ["a clock that is no server", network({ timeServers: ["ntp gemeente"] }), "network.timeServers[0]", "name or address"],
  ["an API at the last address", network({ virtualIp: "10.43.0.255" }), "network.virtualIp", "first or last"],
  ["a tunnel at a port of the system", network({ tunnel: { port: 80 } }), "network.tunnel.port", "1024"],
  ["an API for everyone", { access: { allowedCidrs: ["0.0.0.0/0"] } }, "access.allowedCidrs[0]", "whole internet"],
  ["an API for nobody", { access: { allowedCidrs: [] } }, "access.allowedCidrs", "is empty"],
  ["an endpoint without a scheme", { access: { ...whole.access, endpoint: "api.example:6443" } }, "access.endpoint", "https://"],
  ["an endpoint at no port", { access: { ...whole.access, endpoint: "https://api.example:99999" } }, "access.endpoint", "URL"],
  ["an endpoint that is no address", { access: { ...whole.access, endpoint: "https://999.1.1.1" } }, "access.endpoint", "URL"],
  [
    "a login by an application with blanks",
    { access: { ...whole.access, oidc: { issuerUrl: "https://login.example", clientId: "a b", administratorGroups: ["admins"] } } },
    "access.oidc.clientId",
    "blanks",
  ],
  [
    "a login for nobody",
    { access: { ...whole.access, oidc: { issuerUrl: "https://login.example", clientId: "c", administratorGroups: [] } } },
    "access.oidc.administratorGroups",
    "is empty",
  ],
  ["an even control plane", { controlPlane: { nodes: 2 as 3 } }, "controlPlane.nodes", "1, 3, 5"],
  ["no pool", { nodePools: [] }, "nodePools", "is empty"],
  ["a pool that would grow", pool({ maxNodes: 5 }), "nodePools[0].maxNodes", "both must be the same"],
  ["a pool named as the control plane", pool({ name: "control" }), "nodePools[0].name", "control plane's name"],
  ["a pool past the subnet", pool({ addressOffset: 254 }), "nodePools[0].addressOffset", "no address for a machine"],
  [
    "two pools at one address",
    { nodePools: [apps, { ...apps, name: "batch", addressOffset: 34 }] },
    "nodePools[1].addressOffset",
    "apps-c-3",
  ],
  ["a pool in a zone that isn't there", pool({ zones: ["d"] }), "nodePools[0].zones", "a, b, c"],
  [
    "a label that a kubelet may not set",
    pool({ labels: { "kubernetes.io/role": "x" } }),
    "nodePools[0].labels.kubernetes.io/role",
    "keeps",
  ],
  [
    "another label that a kubelet may not set",
    pool({ labels: { "app.k8s.io/part": "x" } }),
    "nodePools[0].labels.app.k8s.io/part",
    "keeps",
  ],
  [
    "pools that all keep the platform's own pods away",
    pool({ taints: [{ key: "team", value: "zaken", effect: "NoSchedule" }] }),
    "nodePools",
    "the baseline's own pods",
  ],
  [
    "a share that is no path",
    storage({ shared: { type: "nfs", server: "nfs.example", share: "exports" } }),
    "storage.shared.share",
    "path",
  ],
  ["objects without encryption on the way", objects({ endpoint: "http://s3.example" }), "storage.objects.endpoint", "https"],
  ["objects by a key for a certificate", objects({ caCertificate: "abc" }), "storage.objects.caCertificate", "PEM"],
  ["objects at no port", objects({ endpoint: "https://s3.example:99999" }), "storage.objects.endpoint", "not an address"],
  ["objects at no host", objects({ endpoint: "https://..." }), "storage.objects.endpoint", "not an address"],
  ["a bucket that no store takes", objects({ logsBucket: "a..b" }), "storage.objects.logsBucket", "the name of a bucket"],
  ["volumes by no policy", storage({ volumes: { storagePolicy: "" } }), "storage.volumes.storagePolicy", "blank"],
  [
    "zones by a category that breaks the driver's settings",
    storage({ volumes: { topology: { regionCategory: 'a"\nuser="x', zoneCategory: "b" } } }),
    "storage.volumes.topology.regionCategory",
    "letters",
  ],
  [
    "zones by the category of regions",
    storage({ volumes: { topology: { regionCategory: "a", zoneCategory: "a" } } }),
    "storage.volumes.topology.zoneCategory",
    "names regions already",
  ],
  ["shares by a cluster's name", storage({ shared: { type: "vsan-files", clusters: ["a"] } }), "storage.shared.clusters[0]", "domain-c8"],
  ["a password in an address", objects({ endpoint: "https://a:b@s3.example" }), "storage.objects.endpoint", "not an address"],
  ["logs and backups in one bucket", objects({ backupsBucket: "zaken-logs" }), "storage.objects.backupsBucket", "retention"],
  ["a week of audit events", { logging: { retentionDays: 7 } }, "logging.retentionDays", "between 30 and 3650"],
  ["a receiver over https", { logging: { receiver: "https://logs.example" } }, "logging.receiver", "tcp://"],
  ["a receiver at no port", { logging: { receiver: "tcp://logs.example:99999" } }, "logging.receiver", "tcp://"],
  [
    "snapshots at an hour that isn't there",
    { etcdBackup: { agePublicKey: `age1${"q".repeat(58)}`, schedule: "0 25 * * *" } },
    "etcdBackup.schedule",
    "five fields",
  ],
  ["a private key for backups", { etcdBackup: { agePublicKey: "AGE-SECRET-KEY-1" } }, "etcdBackup.agePublicKey", "age-keygen"],
  [
    "snapshots of etcd without a store",
    { storage: { shared: whole.storage.shared }, etcdBackup: { agePublicKey: `age1${"q".repeat(58)}` } },
    "etcdBackup",
    "storage.objects",
  ],
  ["a Talos of another contract", talos({ version: "v1.14.0" }), "talos.version", "v1.13"],
  ["a schematic by name", talos({ schematicId: "mine" }), "talos.schematicId", "64"],
  [
    "a mirror with a password",
    talos({ registryMirrors: { "docker.io": ["https://a:b@r.example"] } }),
    "talos.registryMirrors.docker.io",
    "password",
  ],
  [
    "a mirror of an address",
    talos({ registryMirrors: { "https://docker.io": ["https://r.example"] } }),
    "talos.registryMirrors.https://docker.io",
    "not the name of a registry",
  ],
  [
    "a proxy with two names in one",
    talos({ proxy: { url: "http://p.example:3128", except: ["a, b"] } }),
    "talos.proxy.except[0]",
    "one name",
  ],
  [
    "more certificates than guestinfo holds",
    talos({ trustedCertificates: `-----BEGIN CERTIFICATE-----${"a".repeat(40_000)}` }),
    "talos.trustedCertificates",
    "no room",
  ],
];

const problemsOf = (props: Props) => {
  try {
    vsphereCluster(props);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
};

test.each(refused)("refuses %s", (_, props, path, words) => {
  const problems = problemsOf(props);

  expect(problems.map((problem) => problem.path)).toContain(path);
  expect(
    problems
      .filter((problem) => problem.path === path)
      .map(({ message, hint = "" }) => `${message} ${hint}`)
      .join(),
  ).toContain(words);
});

test("the smallest props have no problem", () => {
  expect(problemsOf({})).toEqual([]);
});

test("names every problem at once", () => {
  const problems = problemsOf({ upgrades: "patch", ...pool({ maxNodes: 9 }), ...zone(1, { name: "a" }) });

  expect(problems.map(({ path }) => path)).toEqual(expect.arrayContaining(["upgrades", "zones[1].name", "nodePools[0].maxNodes"]));
});

test("props with holes have only the problems of what is there", () => {
  expect(vsphereProblems({})).toEqual([{ path: "network.virtualIp", message: expect.any(String) }]);
  expect(
    vsphereProblems({ ...vsphereProps(), nodePools: [{ name: "apps" }], zones: [{}, {}], network: { virtualIp: "10.43.0.10" } }),
  ).toEqual([]);
});

test("a name that only Terraform will know is refused: machines are named after it", () => {
  expect(() =>
    synthesize((stack) => {
      new TalosProvider(stack, "talos");
      const name = new TerraformVariable(stack, "name", {}).stringValue;
      new VsphereHavenCluster(stack, "cluster", vsphereProps({ name }));
    }),
  ).toThrow(/name {2}is known to Terraform only/);
});
