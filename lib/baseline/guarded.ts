import { parseAllDocuments } from "yaml";
import { alike, auditLogDays, type GuardedType, harmless, knownAfterApply, plannedAt } from "../core/reading/guarded";
import type { Json, JsonObject } from "../core/reading/json";
import { map, object, string } from "../core/reading/terraform-json";

const defaultMark = "storageclass.kubernetes.io/is-default-class";

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

const documents = (text: Json): readonly JsonObject[] =>
  typeof text === "string" && text !== knownAfterApply ? parseAllDocuments(text).map((each) => object(each.toJS() as Json)) : [];

const holdsAudit = ({ values = null }: JsonObject): boolean => auditDays({ values }) !== undefined;

/** Days that Loki keeps the audit log. Helm merges the documents: a later list replaces an earlier one. */
function auditDays({ values = null }: JsonObject): number | undefined {
  const streams = list(values)
    .flatMap(documents)
    .flatMap((document) => {
      const streams = plannedAt(document, "loki.limits_config.retention_stream");
      return Array.isArray(streams) ? [list(streams).map(object)] : [];
    })
    .at(-1);
  const period = (streams ?? []).find(({ selector }) => selector === '{log="audit"}')?.period;
  return typeof period === "string" ? Number.parseInt(period, 10) / (/d$/.test(period) ? 1 : 24) : undefined;
}

/** Whether an argument of the release, beside its values, sets what Loki's retention depends on. */
function setsRetention(release: JsonObject): boolean | undefined {
  const sets = ["set", "set_list", "set_sensitive", "set_wo"].map((name) => plannedAt(release, name) ?? []);
  if (sets.includes(knownAfterApply)) return undefined;
  const names = sets.flatMap((entries) => (Array.isArray(entries) ? list(entries) : [entries])).map((entry) => object(entry).name ?? null);
  return names.some((name) => typeof name === "string" && /retention|limits_config/.test(name));
}

function keepsAuditLog(release: JsonObject): boolean | undefined {
  if (list(release.values).includes(knownAfterApply) || release.values === knownAfterApply) return undefined;
  const sets = setsRetention(release);
  if (sets !== false) return undefined;
  const days = auditDays(release);
  return days !== undefined && days >= auditLogDays;
}

const chartOf = ({ chart = null }: JsonObject) => (string(chart) ?? "").replace(/^.*\//, "");

/**
 * Charts without which nodes, pods or volumes do not work.
 * Reviewed on 2026-12-01; the names are those of the projects' own charts.
 */
const carriers = [
  { charts: /^(cilium|calico|tigera-operator|flannel|kube-ovn|antrea|kube-proxy|multus)|vpc-cni/, loss: "pods lose their network" },
  { charts: /^(coredns|node-local-dns|nodelocaldns)/, loss: "pods no longer resolve names" },
  {
    charts: /csi|^(rook-ceph|longhorn|openebs|democratic-csi|linstor|piraeus)|nfs-.*provisioner/,
    loss: "volumes can no longer be attached or made, and what the driver itself stores is lost",
  },
  { charts: /cloud-controller-manager|cloud-provider|-(cpi|ccm)$/, loss: "new nodes stay unusable, and load balancers are no longer made" },
] as const;

/** Operators whose definitions are part of their release: what Kubernetes deletes with a definition is every object of its kind. */
const definers = /^(cloudnative-pg|cloudnativepg|external-secrets|prometheus-operator-crds|.*-crds?|.*-operator)$/;

/** Charts whose objects the code alone can create again. What they keep is outside of them, in volumes or in the cloud. */
const repeatable =
  /^(cert-manager|metrics-server|loki|alloy|traefik|cluster-autoscaler|kube-prometheus-stack|flux-instance|argo-cd|external-dns|velero|opencost|karpenter|manifests|ingress-nginx|.*load-balancer-controller)$/;

function lossOfRelease(release: JsonObject): string | undefined {
  // A platform whose control plane is the cluster's own keeps its audit log in Loki.
  if (holdsAudit(release)) return "the audit log is no longer collected";
  const chart = chartOf(release);
  const carrier = carriers.find(({ charts }) => charts.test(chart));
  if (carrier !== undefined) return carrier.loss;
  if (definers.test(chart)) return "every object of the kinds that it defines goes with it, in all namespaces";
  return repeatable.test(chart) || chart === "" ? undefined : `guard does not know what the chart ${chart} keeps`;
}

/** Kinds of objects that the code alone can create again. */
const repeatableKinds =
  /^(ConfigMap|Secret|Service|ServiceAccount|(Cluster)?Role(Binding)?|Deployment|DaemonSet|Job|CronJob|Ingress|IngressClass|NetworkPolicy|LimitRange|ResourceQuota|PodDisruptionBudget|HorizontalPodAutoscaler|PriorityClass|Gateway|GatewayClass|HTTPRoute|ValidatingAdmissionPolicy(Binding)?|(Cluster)?Issuer|Certificate)$/;

function lossOfObject(kind: string | undefined): string | undefined {
  if (kind === undefined) return "guard cannot tell what kind of object it is";
  if (repeatableKinds.test(kind)) return undefined;
  if (kind === "Namespace") return "everything in the namespace goes with it, volume claims too";
  if (kind === "CustomResourceDefinition") return "every object of the kind goes with it, in all namespaces";
  if (/^PersistentVolume(Claim)?$/.test(kind)) return "its volume goes with it, unless its class keeps volumes";
  return `guard does not know what is lost with an object of kind ${kind}`;
}

const kindOf = (manifest: Json | undefined) => string(object(manifest).kind ?? null);

const namespace = { kind: "group", loss: "everything in the namespace goes with it, volume claims too" } as const;
const volume = { kind: "data", loss: "its volume goes with it, unless its class keeps volumes" } as const;

/** Types that make what is inside the cluster. Reviewed on 2026-12-01 against kubernetes 2.38.0 and helm 3.1.1. */
export const guardedBaseline: Readonly<Record<string, GuardedType>> = {
  ...alike(
    harmless,
    `kubernetes_annotations kubernetes_labels kubernetes_env kubernetes_node_taint kubernetes_api_service* kubernetes_certificate_signing_request*
    kubernetes_cluster_role* kubernetes_config_map* kubernetes_cron_job* kubernetes_daemon_set* kubernetes_daemonset* kubernetes_default_service_account*
    kubernetes_deployment* kubernetes_endpoint* kubernetes_horizontal_pod_autoscaler* kubernetes_ingress* kubernetes_job* kubernetes_limit_range*
    kubernetes_mutating_webhook_configuration* kubernetes_network_policy* kubernetes_pod kubernetes_pod_v1 kubernetes_pod_disruption_budget*
    kubernetes_pod_security_policy* kubernetes_priority_class* kubernetes_replication_controller* kubernetes_resource_quota* kubernetes_role*
    kubernetes_runtime_class* kubernetes_secret* kubernetes_service kubernetes_service_v1 kubernetes_service_account* kubernetes_token_request*
    kubernetes_validating_webhook_configuration* kubectl_path_documents kubectl_server_version`,
  ),
  ...alike(namespace, "kubernetes_namespace kubernetes_namespace_v1"),
  ...alike(
    volume,
    "kubernetes_persistent_volume kubernetes_persistent_volume_v1 kubernetes_persistent_volume_claim kubernetes_persistent_volume_claim_v1",
  ),
  ...alike(
    { kind: "data", loss: "its pods stop, and their volumes go too where the set deletes claims" },
    "kubernetes_stateful_set kubernetes_stateful_set_v1",
  ),
  ...alike({ kind: "data", loss: "volumes of the driver can no longer be attached" }, "kubernetes_csi_driver kubernetes_csi_driver_v1"),
  ...alike(
    {
      kind: "data",
      loss: "claims that name the class wait until there is another",
      safeguards: [
        {
          rule: "HX-default-storage-class",
          kept: (values) => {
            const annotations = plannedAt(values, "metadata.annotations") ?? null;
            return annotations === knownAfterApply ? undefined : object(map(annotations))[defaultMark] === "true";
          },
          weaker: "claims without a class wait for ever",
        },
      ],
    },
    "kubernetes_storage_class kubernetes_storage_class_v1",
  ),
  kubernetes_manifest: { kind: "data", loss: ({ manifest, object: made }) => lossOfObject(kindOf(manifest) ?? kindOf(made)) },
  kubectl_manifest: {
    kind: "data",
    loss: ({ kind = null, yaml_body: body = null }) => lossOfObject(string(kind) ?? kindOf(documents(body)[0])),
  },
  helm_release: {
    kind: "audit log",
    loss: lossOfRelease,
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: keepsAuditLog,
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
    ],
  },
};
