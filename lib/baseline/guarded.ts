import { parseAllDocuments } from "yaml";
import { auditLogDays, type GuardedType } from "../core/reading/guarded";
import type { Json, JsonObject } from "../core/reading/json";
import { map, object, valueAt } from "../core/reading/terraform-json";

const defaultMark = "storageclass.kubernetes.io/is-default-class";

function auditDays(values: JsonObject): number | undefined {
  const texts: readonly Json[] = Array.isArray(values.values) ? (values.values as readonly Json[]) : [];
  const streams = texts.flatMap((text) =>
    typeof text === "string" ? parseAllDocuments(text).map((each) => valueAt(object(each.toJS() as Json), "loki.limits_config")) : [],
  );
  const periods = streams.flatMap((limits) => {
    const list = object(limits).retention_stream ?? [];
    return Array.isArray(list) ? (list as readonly Json[]).map(object) : [];
  });
  const period = periods.find(({ selector }) => selector === '{log="audit"}')?.period;
  return typeof period === "string" ? Number.parseInt(period, 10) / 24 : undefined;
}

/** What is inside the cluster. Releases may come and go; what they keep outside of themselves may not. */
export const guardedBaseline: Readonly<Record<string, GuardedType>> = {
  kubernetes_namespace_v1: { kind: "group", loss: "everything in the namespace goes with it, volume claims too" },
  kubernetes_namespace: { kind: "group", loss: "everything in the namespace goes with it, volume claims too" },
  kubernetes_persistent_volume_claim_v1: { kind: "data", loss: "its volume goes with it, unless its class keeps volumes" },
  kubernetes_persistent_volume_claim: { kind: "data", loss: "its volume goes with it, unless its class keeps volumes" },
  kubernetes_storage_class_v1: {
    kind: "data",
    loss: "claims that name the class wait until there is another",
    safeguards: [
      {
        rule: "HX-default-storage-class",
        kept: (values) => object(map(valueAt(values, "metadata.annotations") ?? null))[defaultMark] === "true",
        weaker: "claims without a class wait for ever",
      },
    ],
  },
  helm_release: {
    kind: "audit log",
    // A platform whose control plane is the cluster's own keeps its audit log in Loki.
    loss: (values) => (auditDays(values) === undefined ? undefined : "the audit log is collected no longer"),
    safeguards: [
      {
        rule: "HX-audit-log-retention",
        kept: (values) => {
          const days = auditDays(values);
          return days === undefined ? undefined : days >= auditLogDays;
        },
        weaker: `the audit log is kept for less than ${auditLogDays} days`,
      },
    ],
  },
  random_password: { kind: "key", loss: "whatever was made with it has another password" },
  tls_private_key: { kind: "key", loss: "whatever was made with it has another key" },
};
