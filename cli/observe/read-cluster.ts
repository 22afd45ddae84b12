import { printable } from "../../lib/core/text/shown";
import type { Read, RunningCluster } from "../../lib/observe/running-cluster";
import { Misuse } from "../outcome";
import type { Client } from "./kubernetes-client";
import {
  claim,
  type ClusterIssuer,
  condition,
  daemonSet,
  isSharedAndBound,
  namespace,
  node,
  replicated,
  shutsAll,
  storageClass,
} from "./objects";
import { reader } from "./reader";

/** Reads what `observe` looks at: lists and single objects, never a Secret, and nothing is ever written. */
export async function readCluster(client: Client): Promise<RunningCluster> {
  const { library, configuration } = client;
  const { read, one, list } = reader(client);
  const core = new library.CoreV1Api(configuration);
  const apps = new library.AppsV1Api(configuration);
  const storage = new library.StorageV1Api(configuration);
  const custom = new library.CustomObjectsApi(configuration);

  // Alone and first: it shows whether there is a way in, and a credential plugin is started once, not for all at the same time.
  const version = await read("/version", () => new library.VersionApi(configuration).getCode());
  if ("value" in version && typeof version.value.gitVersion !== "string") throw new Misuse("what answers is no API server of Kubernetes");

  const [info, apis, nodes, storageClasses, csiDrivers, volumes, claims, daemonSets, deployments, statefulSets, ...others] =
    await Promise.all([
      one("configmaps", () => core.readNamespacedConfigMap({ name: "haven-cluster-info", namespace: "haven-system" })),
      read("/apis", () => new library.ApisApi(configuration).getAPIVersions()),
      list("nodes", (page) => core.listNode(page)),
      list("storageclasses", (page) => storage.listStorageClass(page)),
      list("csidrivers", (page) => storage.listCSIDriver(page)),
      list("persistentvolumes", (page) => core.listPersistentVolume(page)),
      list("persistentvolumeclaims", (page) => core.listPersistentVolumeClaimForAllNamespaces(page)),
      list("daemonsets", (page) => apps.listDaemonSetForAllNamespaces(page)),
      list("deployments", (page) => apps.listDeploymentForAllNamespaces(page)),
      list("statefulsets", (page) => apps.listStatefulSetForAllNamespaces(page)),
      list("namespaces", (page) => core.listNamespace(page)),
      list("networkpolicies", (page) => new library.NetworkingV1Api(configuration).listNetworkPolicyForAllNamespaces(page)),
      list("validatingadmissionpolicies", (page) =>
        new library.AdmissionregistrationV1Api(configuration).listValidatingAdmissionPolicy(page),
      ),
      list(
        "clusterissuers",
        (page) =>
          custom.listClusterCustomObject({
            group: "cert-manager.io",
            version: "v1",
            plural: "clusterissuers",
            ...page,
          }) as Promise<{ items: ClusterIssuer[] }>,
      ),
      one("apiservices", () => new library.ApiregistrationV1Api(configuration).readAPIService({ name: "v1beta1.metrics.k8s.io" })),
    ]);
  const [namespaces, networkPolicies, admissionPolicies, issuers, metricsApi] = others;
  const workloads = together(
    mapped(daemonSets, daemonSet),
    mapped(deployments, (each) => replicated("Deployment", each)),
    mapped(statefulSets, (each) => replicated("StatefulSet", each)),
  );
  return {
    name: as(info, (map) => map?.data?.["cluster_name"]),
    version: as(version, ({ gitVersion }) => printable(gitVersion)),
    apiGroups: as(apis, ({ groups }) => groups.map(({ name }) => name)),
    nodes: mapped(nodes, node),
    storageClasses: mapped(storageClasses, storageClass),
    csiDrivers: mapped(csiDrivers, ({ metadata }) => metadata?.name ?? ""),
    sharedVolumes: as(volumes, (all) => all.filter(isSharedAndBound).map(({ spec }) => spec?.storageClassName ?? "")),
    waitingClaims: as(claims, (all) => all.filter(({ status }) => status?.phase === "Pending").map(claim)),
    workloads,
    namespaces: mapped(namespaces, namespace),
    shutNamespaces: as(networkPolicies, (all) => all.filter(shutsAll).map(({ metadata }) => metadata?.namespace ?? "")),
    admissionPolicies: mapped(admissionPolicies, ({ metadata }) => metadata?.name ?? ""),
    clusterIssuers: mapped(issuers, ({ metadata, status }) => condition(metadata?.name, "Ready", status?.conditions)),
    metricsApi: as(metricsApi, (api) => api && condition(api.metadata?.name, "Available", api.status?.conditions)),
  };
}

function as<T, U>(given: Read<T>, convert: (value: T) => U): Read<U> {
  return "refused" in given ? given : { value: convert(given.value) };
}

function mapped<T, U>(given: Read<readonly T[]>, convert: (each: T) => U): Read<readonly U[]> {
  return as(given, (all) => all.map(convert));
}

/** All of them, or why one wasn't read. */
function together<T>(...reads: readonly Read<readonly T[]>[]): Read<readonly T[]> {
  const all: T[] = [];
  for (const each of reads) {
    if ("refused" in each) return each;
    all.push(...each.value);
  }
  return { value: all };
}
