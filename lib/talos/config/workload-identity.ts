import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";

/** Machines of your own have no identity service, so the service accounts get keys of the store instead. */
export const identitiesWithKeys = { logs: withoutIdentity("logs"), backups: withoutIdentity("backups") };

function withoutIdentity(purpose: "logs" | "backups"): WorkloadIdentity {
  return { ...workloads[purpose], annotations: {}, podLabels: {} };
}
