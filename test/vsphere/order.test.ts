import { orderOf, type Wait } from "../support/waits-for";

const bootstrap = "talos_machine_bootstrap cluster/cluster/talos/bootstrap";
const answering = "terraform_data cluster/cluster/talos/api-server";
const apply = (machine: string) => `talos_machine_configuration_apply cluster/cluster/talos/apply-${machine}`;
const machine = (pool: string, name: string) => `vsphere_virtual_machine cluster/cluster/${pool}/${name}`;
const release = (name: string) => `helm_release baseline/${name}`;

const order = orderOf("vsphere");

const waits: readonly Wait[] = [
  ...(["a-1", "b-2", "c-3"] as const).flatMap((place): Wait[] => [
    [apply(`control-${place}`), machine("control-plane", `control-${place}`), "a machine takes its configuration once it runs"],
    [apply(`apps-${place}`), machine("pool-apps", `apps-${place}`), "a machine takes its configuration once it runs"],
  ]),
  [apply("control-b-2"), apply("control-a-1"), "two machines of the control plane that restart together may cost etcd its majority"],
  [apply("control-c-3"), apply("control-b-2"), "two machines of the control plane that restart together may cost etcd its majority"],
  [apply("apps-*"), apply("control-c-3"), "a kubelet may never be newer than the API server"],
  [bootstrap, apply("control-*"), "etcd is started once, when every machine of the control plane has its configuration"],
  [answering, bootstrap, "the API answers only after etcd started"],
  [answering, apply("apps-*"), "pods need workers"],
  ["* baseline/*/*", answering, "neither the kubernetes nor the helm provider tries again when the API does not answer yet"],
  [release("network/cilium"), release("network/network-network"), "pods start with the policies for their traffic"],
  [release("network/load-balancer"), release("network/cilium"), "the types of these objects come with Cilium"],
  [release("kubelet-certificates/*"), release("network/load-balancer"), "no other pod starts without a network"],
  [
    release("kubelet-certificates/kubelet-certificates"),
    release("kubelet-certificates/*-network"),
    "pods start with the policies for their traffic",
  ],
  [
    release("disks/*"),
    release("kubelet-certificates/kubelet-certificates"),
    "the API server reaches kubelets only when they have certificates",
  ],
  [release("disks/*"), "kubernetes_secret_v1 baseline/disks/secret-*", "the driver reads its login when it starts"],
  [release("disks/vsphere-csi"), release("disks/disks-network"), "pods start with the policies for their traffic"],
  [release("shared-files/*"), release("disks/vsphere-csi"), "drivers are installed one after the other, and removed in reverse"],
  [release("shared-files/csi-driver-nfs"), release("shared-files/shared-files-network"), "pods start with the policies for their traffic"],
  [release("etcd-backup/*"), release("shared-files/csi-driver-nfs"), "parts of the platform are installed one after the other"],
  [release("etcd-backup/*"), "kubernetes_secret_v1 baseline/etcd-backup/secret-*", "a backup needs the keys of its store"],
  [release("etcd-backup/etcd-backup"), release("etcd-backup/etcd-backup-network"), "pods start with the policies for their traffic"],
  [
    release("system/*"),
    release("etcd-backup/etcd-backup"),
    "every claim and pod of the baseline needs the platform's drivers, also while it is removed",
  ],
  [release("log-store/*"), "kubernetes_secret_v1 baseline/log-store/secret-*", "Loki reads the keys of its store when it starts"],
  [release("metrics-server/*"), release("system/system"), "every pod names the priority class"],
];

test.each(waits)("%s waits for %s, because %s", (...wait) => {
  expect(order.brokenBy(wait)).toEqual([]);
});

test("every depends_on that adds to the order has a rule with its reason", () => {
  const platform = ["network", "kubelet-certificates", "disks", "shared-files", "etcd-backup"].map((name) => `baseline/${name}`);

  expect(order.unexplained(waits, ["cluster", ...platform])).toEqual([]);
});
