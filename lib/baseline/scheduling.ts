/** Pods over the zones, as evenly as there is room for: a full zone must not keep a pod from running. */
export function spreadOverZones(matchLabels: Readonly<Record<string, string>>) {
  return [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels },
    },
  ];
}

/** Above applications, below what keeps a node alive. */
export const priorityClassName = "haven-platform";
