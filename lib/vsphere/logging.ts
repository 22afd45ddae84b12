import { boundsProblems } from "../core/validation/bounds";
import type { NodeAuditLog } from "../core/cluster/platform";
import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { isServerUrl } from "../core/addresses/server-url";
import { auditLogFile } from "../talos/audit-policy";
import { vsphereDefaults } from "./defaults";

export interface VsphereLoggingConfig {
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
export function auditLog({ retentionDays = vsphereDefaults.auditRetentionDays }: VsphereLoggingConfig): NodeAuditLog {
  return { file: auditLogFile, retentionDays };
}

export function loggingProblems({ retentionDays, receiver }: Incomplete<VsphereLoggingConfig>): Problem[] {
  return [
    ...boundsProblems("logging.retentionDays", retentionDays, 30, 3650),
    ...(receiver === undefined || (isServerUrl(receiver, ["tcp", "udp"]) && /:\d+\/?$/.test(receiver))
      ? []
      : [{ path: "logging.receiver", message: `"${receiver}" is not an address such as tcp://logs.gemeente.example:5140` }]),
  ];
}
