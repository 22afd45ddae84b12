import type {
  V1DaemonSet,
  V1Deployment,
  V1Namespace,
  V1NetworkPolicy,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1StatefulSet,
  V1StorageClass,
} from "@kubernetes/client-node" with { "resolution-mode": "import" };
import { printable } from "../../lib/core/text/shown";
import type {
  Condition,
  RunningNamespace,
  RunningNode,
  RunningStorageClass,
  WaitingClaim,
  Workload,
} from "../../lib/observe/running-cluster";

/** What cert-manager's own type has of interest; the client knows no types but Kubernetes' own. */
export interface ClusterIssuer {
  readonly metadata?: { readonly name?: string };
  readonly status?: { readonly conditions?: readonly StatusCondition[] };
}

interface StatusCondition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

export function node({ metadata, spec, status }: V1Node): RunningNode {
  const labels = metadata?.labels ?? {};
  const [zone, region] = [labels["topology.kubernetes.io/zone"], labels["topology.kubernetes.io/region"]];
  return {
    name: metadata?.name ?? "",
    ...(zone !== undefined && { zone }),
    ...(region !== undefined && { region }),
    // The second is the name of before Kubernetes 1.24.
    controlPlane: "node-role.kubernetes.io/control-plane" in labels || "node-role.kubernetes.io/master" in labels,
    ready: status?.conditions?.some(({ type, status: state }) => type === "Ready" && state === "True") ?? false,
    tainted: spec?.unschedulable === true || (spec?.taints?.some(({ effect }) => effect !== "PreferNoSchedule") ?? false),
    externalAddresses: (status?.addresses ?? []).filter(({ type }) => type === "ExternalIP").map(({ address }) => printable(address)),
    image: printable(status?.nodeInfo?.osImage ?? ""),
    kubelet: printable(status?.nodeInfo?.kubeletVersion ?? ""),
  };
}

export function storageClass({ metadata, provisioner }: V1StorageClass): RunningStorageClass {
  return {
    name: metadata?.name ?? "",
    provisioner: printable(provisioner),
    isDefault: metadata?.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true",
  };
}

export function isSharedAndBound({ spec, status }: V1PersistentVolume): boolean {
  return status?.phase === "Bound" && (spec?.accessModes?.includes("ReadWriteMany") ?? false);
}

export function claim({ metadata, spec }: V1PersistentVolumeClaim): WaitingClaim {
  return {
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    ...(spec?.storageClassName !== undefined && { storageClass: spec.storageClassName }),
    created: metadata?.creationTimestamp ?? new Date(),
  };
}

export function daemonSet({ metadata, status }: V1DaemonSet): Workload {
  return { ...described("DaemonSet", metadata), wanted: status?.desiredNumberScheduled ?? 0, ready: status?.numberReady ?? 0 };
}

export function replicated(kind: "Deployment" | "StatefulSet", { metadata, spec, status }: V1Deployment | V1StatefulSet): Workload {
  return { ...described(kind, metadata), wanted: spec?.replicas ?? 1, ready: status?.readyReplicas ?? 0 };
}

function described(kind: Workload["kind"], metadata: V1Deployment["metadata"]): Omit<Workload, "wanted" | "ready"> {
  const labels = metadata?.labels ?? {};
  const [app, chart] = [labels["app.kubernetes.io/name"], labels["helm.sh/chart"]];
  const release = metadata?.annotations?.["meta.helm.sh/release-name"];
  return {
    kind,
    namespace: metadata?.namespace ?? "",
    name: metadata?.name ?? "",
    ...(app !== undefined && { app }),
    ...(release !== undefined && { release }),
    ...(chart !== undefined && { chart }),
  };
}

export function namespace({ metadata }: V1Namespace): RunningNamespace {
  const podSecurity = metadata?.labels?.["pod-security.kubernetes.io/enforce"];
  return { name: metadata?.name ?? "", ...(podSecurity !== undefined && { podSecurity }) };
}

/** Of every pod, in and out, without a word on what may pass. */
export function shutsAll({ spec }: V1NetworkPolicy): boolean {
  if (!spec) return false;
  const { podSelector, policyTypes = [], ingress = [], egress = [] } = spec;
  const ofEveryPod = Object.keys(podSelector?.matchLabels ?? {}).length + (podSelector?.matchExpressions ?? []).length === 0;
  return ofEveryPod && ingress.length === 0 && egress.length === 0 && ["Ingress", "Egress"].every((type) => policyTypes.includes(type));
}

export function condition(name: string | undefined, type: string, conditions: readonly StatusCondition[] = []): Condition {
  const found = conditions.find((each) => each.type === type);
  return {
    name: name ?? "",
    ready: found?.status === "True",
    ...(found?.message !== undefined && { message: printable(found.message.slice(0, 200)) }),
  };
}
