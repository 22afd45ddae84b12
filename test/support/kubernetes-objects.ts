/** What the API server of a cluster lists, by path; as the reference cluster on Azure is predicted to be. */
export function kubernetesObjects(): Record<string, object> {
  const namespaces = ["haven-system", "haven-gateway", "haven-certificates", "haven-logging", "haven-collector"];
  const list = (items: readonly object[]) => ({ metadata: {}, items });
  return {
    "/version": { major: "1", minor: "36", gitVersion: "v1.36.2" },
    "/apis": { groups: [{ name: "apps" }, { name: "rbac.authorization.k8s.io" }] },
    "/api/v1/namespaces/haven-system/configmaps/haven-cluster-info": { metadata: {}, data: { cluster_name: "bench" } },
    "/api/v1/nodes": list([...["1", "2", "3"].map((zone) => node(`apps-${zone}`, zone)), node("system", "1", true)]),
    "/api/v1/namespaces": list(
      namespaces.map((name) => ({ metadata: { name, labels: { "pod-security.kubernetes.io/enforce": "restricted" } } })),
    ),
    "/api/v1/persistentvolumes": list([
      { metadata: { name: "a" }, spec: { accessModes: ["ReadWriteMany"], storageClassName: "haven-shared" }, status: { phase: "Bound" } },
      { metadata: { name: "b" }, spec: { accessModes: ["ReadWriteOnce"], storageClassName: "haven-block" }, status: { phase: "Bound" } },
      { metadata: { name: "c" }, spec: { accessModes: ["ReadWriteMany"], storageClassName: "haven-shared" }, status: { phase: "Failed" } },
    ]),
    "/api/v1/persistentvolumeclaims": list([
      { metadata: { name: "db", namespace: "zaken" }, spec: { storageClassName: "haven-block" }, status: { phase: "Bound" } },
    ]),
    "/apis/apps/v1/daemonsets": list([
      workload("haven-collector", "alloy", "alloy-1.11.1", {}, { desiredNumberScheduled: 4, numberReady: 4 }),
    ]),
    "/apis/apps/v1/deployments": list([
      workload("haven-gateway", "traefik", "traefik-41.3.0", { replicas: 3 }, { readyReplicas: 3 }),
      workload("haven-certificates", "cert-manager", "cert-manager-v1.21.1", { replicas: 2 }, { readyReplicas: 2 }),
    ]),
    "/apis/apps/v1/statefulsets": list([workload("haven-logging", "loki", "loki-18.11.0", { replicas: 3 }, { readyReplicas: 3 })]),
    "/apis/storage.k8s.io/v1/storageclasses": list([
      storageClass("haven-block", "disk.csi.azure.com", "true"),
      storageClass("haven-shared", "file.csi.azure.com", "false"),
    ]),
    "/apis/storage.k8s.io/v1/csidrivers": list([
      { metadata: { name: "disk.csi.azure.com" } },
      { metadata: { name: "file.csi.azure.com" } },
    ]),
    "/apis/networking.k8s.io/v1/networkpolicies": list(
      namespaces.flatMap((namespace) => [
        { metadata: { name: "deny", namespace }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } },
        { metadata: { name: "in", namespace }, spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] } },
      ]),
    ),
    "/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies": list(
      ["haven-no-host-paths", "haven-pinned-images", "haven-pod-security", "haven-requests"].map((name) => ({ metadata: { name } })),
    ),
    "/apis/cert-manager.io/v1/clusterissuers": list([
      { metadata: { name: "letsencrypt-production" }, status: { conditions: [{ type: "Ready", status: "True" }] } },
    ]),
    "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io": {
      metadata: { name: "v1beta1.metrics.k8s.io" },
      status: { conditions: [{ type: "Available", status: "True" }] },
    },
  };
}

export function node(name: string, zone: string, repelling = false): object {
  return {
    metadata: {
      name,
      labels: { "topology.kubernetes.io/zone": `westeurope-${zone}`, "topology.kubernetes.io/region": "westeurope" },
    },
    spec: repelling ? { taints: [{ key: "CriticalAddonsOnly", effect: "NoSchedule" }] } : {},
    status: {
      conditions: [{ type: "Ready", status: "True" }],
      addresses: [{ type: "InternalIP", address: "10.40.0.4" }],
      nodeInfo: { osImage: "Ubuntu 24.04.3 LTS", kubeletVersion: "v1.36.2" },
    },
  };
}

function workload(namespace: string, name: string, chart: string, spec: object, status: object): object {
  const labels = { "app.kubernetes.io/name": name, "helm.sh/chart": chart };
  return { metadata: { name, namespace, labels, annotations: { "meta.helm.sh/release-name": name } }, spec, status };
}

function storageClass(name: string, provisioner: string, isDefault: string): object {
  return { metadata: { name, annotations: { "storageclass.kubernetes.io/is-default-class": isDefault } }, provisioner };
}
