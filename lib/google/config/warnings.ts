import { isToken } from "../../core/validation/literals";
import { isPrivate } from "../../core/addresses/addresses";
import { pastFreezeWarnings } from "../../core/cluster/maintenance";
import { residencyWarning } from "../../core/cluster/regions";
import { today } from "../../core/validation/days";
import { zoneBounds } from "./node-pool";
import type { GoogleHavenClusterProps } from "./cluster";
import { machineTypeWarning } from "./machine-types";
import { googleRegions, zonesIn } from "./regions";

/** What isn't refused and still deserves a look. */
export function googleWarnings(props: GoogleHavenClusterProps): string[] {
  const { network, access, nodePools, releaseChannel, region } = props;
  const cidr = "cidr" in network ? network.cidr : undefined;
  return [
    residencyWarning(googleRegions, region, props.residencyException),
    cidr === undefined || isPrivate(cidr)
      ? undefined
      : `network.cidr ${cidr} is not a private range: whoever has these addresses on the internet can't be reached from the cluster`,
    releaseChannel === "stable"
      ? "releaseChannel is stable: its clusters stay longest on minors that leave HCC's window of three"
      : undefined,
    releaseChannel === "rapid" ? "releaseChannel is rapid: Google promises no uptime for it" : undefined,
    ...pastFreezeWarnings(props.maintenance ?? {}, today()),
    ...nodePools.map(({ machineType }) => (isToken(machineType) ? undefined : machineTypeWarning(machineType))),
    ...nodePools.map((pool) => splitWarning(pool, pool.zones?.length ?? zonesIn(region).length)),
    access.mode === "private"
      ? "the API is private: whatever applies the baseline must run inside the network (docs/private-api.md)"
      : undefined,
  ].filter((warning) => warning !== undefined);
}

/** Totals that don't divide by the zones become others. */
function splitWarning(
  { name, minNodes, maxNodes }: { readonly name: string; readonly minNodes: number; readonly maxNodes: number },
  zones: number,
): string | undefined {
  if (isToken(minNodes) || isToken(maxNodes)) return undefined;
  const { min, max } = zoneBounds({ minNodes, maxNodes }, zones);
  if (min * zones === minNodes && max * zones === maxNodes) return undefined;
  return `pool ${name}: GKE counts in each zone, so ${minNodes} to ${maxNodes} nodes become ${min * zones} to ${max * zones}, ${min} to ${max} in each of ${zones}`;
}
