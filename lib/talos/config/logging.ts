import { isServerUrl } from "../../core/addresses/server-url";
import type { NodeAuditLog } from "../../core/cluster/platform";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { talosDefaults } from "./defaults";

/** Settings of the audit log and of the machines' own logs. */
export interface TalosLoggingConfig {
  /**
   * Days that the API server's audit events are kept in the cluster's own log store. Below 183 the report shows a deviation from BIO2
   * 8.18.02.
   *
   * @default 183
   * @minimum 30
   * @maximum 3650
   * @haven HX-audit-log-retention
   */
  readonly retentionDays?: number;

  /**
   * Receiver of what Talos' own services log, as JSON lines: `tcp://logs.gemeente.example:5140`. Audit events don't go there.
   *
   * @default none
   */
  readonly receiver?: string;
}

/** Talos leaves the audit events on the machines of the control plane; the baseline collects them from there. */
export function auditLog({ retentionDays = talosDefaults.auditRetentionDays }: TalosLoggingConfig): NodeAuditLog {
  return { file: auditLogFile, retentionDays };
}

export function loggingProblems({ receiver }: Incomplete<TalosLoggingConfig>): Problem[] {
  return [
    ...(receiver === undefined || (isServerUrl(receiver, ["tcp", "udp"]) && /:\d+\/?$/.test(receiver))
      ? []
      : [{ path: "logging.receiver", message: `"${receiver}" is not an address such as tcp://logs.gemeente.example:5140` }]),
  ];
}

/** Where Talos has the API server write them, on each node of the control plane. */
export const auditLogFile = "/var/log/audit/kube/kube-apiserver.log";
