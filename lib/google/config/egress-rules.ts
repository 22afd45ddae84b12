/** Nodes and pods reach each other, files, and Google's own services; and beyond those only what is named here. */
export interface GoogleEgressRules {
  /**
   * Ranges that nodes and pods may reach: the registry that stands in for all others (`charts.registry`), the applications' partners.
   * Google's own registries need none.
   *
   * @minItems 1
   */
  readonly allowedCidrs: readonly string[];
}
