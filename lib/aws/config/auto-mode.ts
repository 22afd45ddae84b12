/** Nodes of EKS' own, which come and go with what pods ask for. */
export interface AwsAutoMode {
  /**
   * EKS adds nodes of its own beside the pools. Haven counts the pools only: EKS' nodes may all go. cluster-autoscaler isn't installed
   * then, so pools stay at `minNodes`. To switch it off again write `false`: left out, EKS would keep it.
   */
  readonly enabled?: boolean;
}
