import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { resourceIdProblems } from "./resource-ids";

/** Settings of the control plane's logs. */
export interface AzureLoggingConfig {
  /**
   * Days that the control plane's logs are kept, audit events among them. Below 183 the report shows a deviation from BIO2 8.18.02.
   *
   * @default 183
   * @minimum 30
   * @maximum 730
   * @haven HX-audit-log-retention
   */
  readonly retentionDays?: number;

  /**
   * Id of an existing Log Analytics workspace, in the region of the cluster. Its retention is its owner's.
   *
   * @default a new workspace
   */
  readonly workspaceId?: string;

  /**
   * Audit events of reads too. They cost many times what the changes do.
   *
   * @default false: events that change something, and what Entra ID decided
   */
  readonly auditReads?: boolean;

  /**
   * Container Insights: Azure's own collector of container logs, beside the baseline's. Whether HCC counts it is unproven. `policy` leaves
   * the collector to Azure Policy: what a policy assignment enables is not disabled by the next apply.
   *
   * @default false: disabled, also when a policy enables it
   */
  readonly containerInsights?: boolean | "policy";

  /**
   * Records who used the objects in storage, that is logs and backups: `deletes` only deletions, `all` also reads and writes. `all` costs
   * a multiple, because the log store reads and writes all day.
   *
   * @default off
   */
  readonly objectAccess?: "deletes" | "all";
}

export function loggingProblems(given: Incomplete<AzureLoggingConfig>): Problem[] {
  const { workspaceId, retentionDays } = literals<AzureLoggingConfig>(given);
  if (workspaceId === undefined) return [];
  return [
    ...resourceIdProblems("logging.workspaceId", workspaceId, "Microsoft.OperationalInsights/workspaces"),
    ...(retentionDays === undefined
      ? []
      : [
          {
            path: "logging.retentionDays",
            message: "is the business of the existing workspace",
            hint: "set it there, or leave workspaceId out",
          },
        ]),
  ];
}
