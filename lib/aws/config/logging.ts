/** Retention of the control plane's logs and of the network's flow logs. */
export interface AwsLoggingConfig {
  /**
   * Number of days that the control plane's logs are kept, including audit events. Rounded up to a retention that CloudWatch accepts, so
   * 183 becomes 365. Below 183 the report shows a deviation from BIO2 8.18.02.
   *
   * @default 183
   * @minimum 30
   * @maximum 3653
   * @haven HX-audit-log-retention
   */
  readonly retentionDays?: number;

  /**
   * Number of days that flow logs are kept, which record the connections in the network. Rounded up in the same way.
   *
   * @default as long as the control plane's logs
   * @minimum 30
   * @maximum 3653
   */
  readonly flowRetentionDays?: number;

  /**
   * Installs CloudWatch Container Insights, AWS' own collector of container logs, beside the baseline's collector. It is unproven whether
   * the Haven Compliancy Checker counts it.
   *
   * @default false
   */
  readonly containerInsights?: boolean;
}
