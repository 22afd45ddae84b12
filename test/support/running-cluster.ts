import type { RunningCluster, RunningNode, Workload } from "../../lib/observe/running-cluster";

/** A node that is as it should be. */
export function runningNode(name: string, zone: string | undefined, given: Partial<RunningNode> = {}): RunningNode {
  return {
    name,
    ...(zone !== undefined && { zone }),
    region: "westeurope",
    controlPlane: false,
    ready: true,
    tainted: false,
    externalAddresses: [],
    image: "Ubuntu 24.04.3 LTS",
    kubelet: "v1.36.2",
    ...given,
  };
}

export function workload(kind: Workload["kind"], namespace: string, name: string, chart: string, given: Partial<Workload> = {}): Workload {
  return { kind, namespace, name, app: name, release: name, chart, wanted: 3, ready: 3, ...given };
}

const namespaces = ["haven-system", "haven-gateway", "haven-certificates", "haven-logging", "haven-collector"];

/** A cluster on which everything that `observe` looks at is as the reference cluster on Azure wants it. */
export function runningCluster(given: Partial<RunningCluster> = {}): RunningCluster {
  return {
    name: { value: "zaken" },
    version: { value: "v1.36.2" },
    apiGroups: { value: ["apps", "rbac.authorization.k8s.io"] },
    nodes: {
      value: [
        ...["1", "2", "3"].map((zone) => runningNode(`system-${zone}`, `westeurope-${zone}`, { tainted: true })),
        ...["1", "2", "3"].map((zone) => runningNode(`apps-${zone}`, `westeurope-${zone}`)),
      ],
    },
    storageClasses: {
      value: [
        { name: "haven-block", provisioner: "disk.csi.azure.com", isDefault: true },
        { name: "haven-shared", provisioner: "file.csi.azure.com", isDefault: false },
        { name: "default", provisioner: "disk.csi.azure.com", isDefault: false },
      ],
    },
    csiDrivers: { value: ["disk.csi.azure.com", "file.csi.azure.com"] },
    sharedVolumes: { value: [] },
    waitingClaims: { value: [] },
    workloads: {
      value: [
        workload("Deployment", "haven-gateway", "traefik", "traefik-41.3.0"),
        workload("Deployment", "haven-certificates", "cert-manager", "cert-manager-v1.21.1"),
        workload("StatefulSet", "haven-logging", "loki", "loki-18.11.0"),
        workload("DaemonSet", "haven-collector", "alloy", "alloy-1.11.1", { wanted: 6, ready: 6 }),
      ],
    },
    namespaces: { value: [{ name: "default" }, ...namespaces.map((name) => ({ name, podSecurity: "restricted" }))] },
    shutNamespaces: { value: namespaces },
    admissionPolicies: { value: ["haven-no-host-paths", "haven-pinned-images", "haven-pod-security", "haven-requests"] },
    clusterIssuers: { value: [{ name: "letsencrypt-production", ready: true }] },
    metricsApi: { value: { name: "v1beta1.metrics.k8s.io", ready: true } },
    ...given,
  };
}
