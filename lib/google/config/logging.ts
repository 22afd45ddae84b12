/** Settings of the control plane's logs. */
export interface GoogleLoggingConfig {
  /**
   * Days that the control plane's logs are kept, audit events among them. Below 183 the report shows a deviation from BIO2 8.18.02.
   *
   * @default 183
   * @minimum 30
   * @maximum 3650
   * @haven HX-audit-log-retention
   */
  readonly retentionDays?: number;

  /**
   * Locks the bucket: nobody can shorten the time any more, nor delete the bucket before it is over. It can't be undone.
   *
   * @default false
   */
  readonly locked?: boolean;

  /**
   * Audit events of reads too, of every cluster in the project. They cost many times what the changes do.
   *
   * @default false: events that change something
   */
  readonly auditReads?: boolean;

  /**
   * GKE's own collector of container logs, beside the baseline's. Whether HCC counts it is unproven.
   *
   * @default false
   */
  readonly containerLogs?: boolean;

  /**
   * Google Cloud Managed Service for Prometheus, beside what the baseline's `monitoring` may install.
   *
   * @default false
   */
  readonly managedPrometheus?: boolean;
}
