import type { HavenCluster, InClusterContract } from "../core/cluster/cluster";
import type { BaselineComponent } from "./component";
import { guardrails } from "./guardrails";
import type { KubernetesObject } from "./manifests";
import { priorityClassName } from "./scheduling";

/** What belongs to no component: the priority of the platform's pods, guardrails, and what others may want to know of the cluster. */
export function system(cluster: HavenCluster, contract: InClusterContract, guarded: boolean): BaselineComponent {
  return {
    name: "system",
    namespace: { name: "haven-system", podSecurity: "restricted" },
    releases: [
      {
        name: "system",
        manifests: {
          priority,
          info: clusterInfo(cluster, contract),
          ...snapshots(cluster),
          ...(guarded && guardrails()),
        },
      },
    ],
  };
}

const priority: KubernetesObject = {
  apiVersion: "scheduling.k8s.io/v1",
  kind: "PriorityClass",
  metadata: { name: priorityClassName },
  // Below system-cluster-critical, which has two thousand million, and above every application that says nothing.
  value: 1_000_000,
  description: "The platform's own pods: applications make room for them",
};

/** The contract of the cluster for whoever deploys from inside it, such as Flux and Argo CD. */
function clusterInfo(cluster: HavenCluster, inside: InClusterContract): KubernetesObject {
  const { objectStorage, egressAddresses, zones } = cluster;
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "haven-cluster-info", namespace: "haven-system" },
    data: {
      cluster_name: cluster.clusterName,
      provider: cluster.provider,
      region: cluster.region,
      zones: zones.join(","),
      kubernetes_version: cluster.kubernetesVersion,
      oidc_issuer_url: cluster.oidcIssuerUrl,
      default_storage_class: inside.defaultStorageClass,
      shared_storage_class: inside.sharedStorageClass,
      ingress_class: inside.ingressClass,
      gateway_class: inside.gatewayClass,
      cluster_issuers: inside.clusterIssuers.join(","),
      object_storage: objectStorage?.endpoint ?? "",
      logs_bucket: objectStorage?.buckets.logs ?? "",
      backups_bucket: objectStorage?.buckets.backups ?? "",
      egress_addresses: egressAddresses.join(","),
      dns_zone: inside.dnsZone,
    },
  };
}

function snapshots({ snapshotClass }: HavenCluster): Record<string, KubernetesObject> {
  if (snapshotClass === undefined) return {};
  return {
    snapshots: {
      apiVersion: "snapshot.storage.k8s.io/v1",
      kind: "VolumeSnapshotClass",
      metadata: { name: "haven-block", annotations: { "snapshot.storage.kubernetes.io/is-default-class": "true" } },
      driver: snapshotClass.driver,
      parameters: snapshotClass.parameters,
      deletionPolicy: "Delete",
    },
  };
}
