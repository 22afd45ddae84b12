/** Settings of the control plane's logs. */
export interface AwsLoggingConfig {
  /**
   * Days that the control plane's logs are kept, audit events among them; rounded up to what CloudWatch takes, so that 183 becomes 365.
   * Below 183 the report shows a deviation from BIO2 8.18.02.
   *
   * @default 183
   * @minimum 30
   * @maximum 3653
   * @haven HX-audit-log-retention
   */
  readonly retentionDays?: number;

  /**
   * Days that it is kept who spoke with whom in the network; rounded up too.
   *
   * @default as long as the control plane's logs
   * @minimum 30
   * @maximum 3653
   */
  readonly flowRetentionDays?: number;

  /**
   * CloudWatch Container Insights: AWS' own collector of container logs, beside the baseline's. Whether HCC counts it is unproven.
   *
   * @default false
   */
  readonly containerInsights?: boolean;
}
