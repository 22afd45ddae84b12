/** EKS Auto Mode: EKS creates and removes its own nodes as pods need them. */
export interface AwsAutoMode {
  /**
   * EKS adds its own nodes beside the pools. Haven counts only the pools, because EKS may remove all of its own nodes.
   * cluster-autoscaler isn't installed, so pools stay at `minNodes`. To switch Auto Mode off again, write `false`: without the setting, EKS
   * keeps it on.
   */
  readonly enabled?: boolean;
}
