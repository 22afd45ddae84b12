import type { BaselineContext } from "../../lib/core/cluster/cluster";
import type { BaselineComponent } from "../../lib/core/cluster/component";
import { administrators } from "../../lib/talos/components/administrators";
import { cilium } from "../../lib/talos/components/cilium";
import { etcdBackup } from "../../lib/talos/components/etcd-backup";
import { kubeletCertificates } from "../../lib/talos/components/kubelet-certificates";
import { nfsDriver } from "../../lib/talos/components/nfs";
import { talosComponents } from "../../lib/talos/components/platform-components";
import type { TalosHavenClusterProps } from "../../lib/talos/config/cluster";
import { toyCluster, toyProps, type ToyHavenCluster } from "../support/toy-machines";

let cluster: ToyHavenCluster | undefined;
toyCluster({}, (made) => {
  cluster = made;
});

const context = (more: Partial<BaselineContext> = {}): BaselineContext => {
  if (cluster === undefined) throw new Error("no cluster");
  return { cluster, mirror: undefined, gatewayApi: false, monitoring: false, ...more };
};
const mirrored = context({ mirror: "registry.example" });
const agePublicKey = `age1${"q".repeat(58)}`;
const manifest = ({ releases }: BaselineComponent, release: string, name: string) => {
  const found = releases.find((each) => each.name === release);
  return found && "manifests" in found ? found.manifests[name] : undefined;
};
const values = ({ releases }: BaselineComponent) => {
  const [release] = releases;
  return release && "values" in release ? release.values : undefined;
};

describe("Cilium", () => {
  const props = (more: Partial<TalosHavenClusterProps> = {}) => ({ ...toyProps(), ...more });

  test("asks the API at its own address, and Talos' balancer where machines know each other", () => {
    expect(values(cilium(props(), context()))).toMatchObject({ k8sServiceHost: "10.43.0.10", k8sServicePort: 6443 });
    expect(values(cilium(props({ talos: { discovery: { mode: "public" } } }), context()))).toMatchObject({
      k8sServiceHost: "localhost",
      k8sServicePort: 7445,
    });
    expect(values(cilium(props({ access: { allowedCidrs: [], endpoint: "https://api.example" } }), context()))).toMatchObject({
      k8sServiceHost: "api.example",
      k8sServicePort: 443,
    });
  });

  test("tunnels by the protocol and port that were asked for", () => {
    const { network } = toyProps();

    expect(values(cilium(props(), context()))).not.toHaveProperty("tunnelPort");
    expect(values(cilium(props({ network: { ...network, tunnel: { protocol: "geneve", port: 7000 } } }), context()))).toMatchObject({
      tunnelProtocol: "geneve",
      tunnelPort: 7000,
    });
  });

  test("lets only machines of the subnet answer for its addresses, and none of the control plane", () => {
    const apart = props({ zones: [{ name: "a" }, { name: "b", cidr: "10.51.0.0/24", gateway: "10.51.0.1" }] });
    const selector = (component: BaselineComponent) => JSON.stringify(manifest(component, "load-balancer", "announcement"));

    expect(selector(cilium(apart, context()))).toContain('{"key":"topology.kubernetes.io/zone","operator":"In","values":["a"]}');
    expect(selector(cilium(props(), context()))).not.toContain("topology.kubernetes.io/zone");
    expect(selector(cilium(props(), context()))).toContain('{"key":"node-role.kubernetes.io/control-plane","operator":"DoesNotExist"}');
  });
});

test("administrators are the groups of the provider, by the prefix that the API server gives them", () => {
  const component = administrators({ issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["admins", "beheer"] });

  expect(manifest(component, "administrators", "binding")).toMatchObject({
    roleRef: { kind: "ClusterRole", name: "cluster-admin" },
    subjects: [
      { kind: "Group", name: "oidc:admins" },
      { kind: "Group", name: "oidc:beheer" },
    ],
  });
});

test("the approver may sign for kubelets' serving certificates, and for no other signer's", () => {
  const role = JSON.stringify(manifest(kubeletCertificates(context()), "kubelet-certificates", "role"));

  expect(role).toContain('"resources":["signers"],"verbs":["approve"],"resourceNames":["kubernetes.io/kubelet-serving"]');
  expect(role).not.toContain("*");
});

describe("snapshots of etcd", () => {
  const job = (more: { schedule?: string } = {}) =>
    JSON.stringify(manifest(etcdBackup({ agePublicKey, ...more }, context()), "etcd-backup", "job"));

  test("are encrypted, and go to the bucket for backups", () => {
    expect(job()).toContain(agePublicKey);
    expect(job()).toContain('{"name":"BUCKET","value":"zaken-backups"}');
    expect(job()).toContain('"schedule":"0 2 * * *"');
    expect(job({ schedule: "0 5 * * *" })).toContain('"schedule":"0 5 * * *"');
  });

  test("are taken with a login that may do nothing else", () => {
    expect(manifest(etcdBackup({ agePublicKey }, context()), "etcd-backup", "login")).toMatchObject({
      spec: { roles: ["os:etcd:backup"] },
    });
  });

  test("reach the store at its own port", () => {
    expect(etcdBackup({ agePublicKey }, context()).traffic?.flatMap(({ ports = [] }) => ports)).toEqual([50000, 9000]);
  });
});

test("with a mirror, no component names another registry", () => {
  const { network, zones, access } = toyProps();
  const all = [
    cilium({ network, zones, access }, mirrored),
    kubeletCertificates(mirrored),
    nfsDriver(mirrored),
    etcdBackup({ agePublicKey }, mirrored),
  ];

  for (const { releases } of all) {
    expect(JSON.stringify(releases)).toContain("registry.example/");
    expect(JSON.stringify(releases.map((release) => ({ ...release, chart: undefined })))).not.toMatch(
      /ghcr\.io|registry\.k8s\.io|quay\.io/,
    );
  }
});

test("the platform's controller comes before the network, and its driver before files", () => {
  const own = (name: string) => (): BaselineComponent => ({ name, namespace: { name, podSecurity: "restricted" }, releases: [] });
  const props = { ...toyProps(), etcdBackup: { agePublicKey } };
  const names = talosComponents(props, { controller: own("controller"), disks: own("disks"), nfs: true }).map(
    (make) => make(context()).name,
  );

  expect(names).toEqual(["controller", "network", "kubelet-certificates", "disks", "shared-files", "etcd-backup"]);
});
