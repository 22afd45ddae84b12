import { TerraformStack, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { stableText } from "../../core/terraform/stable-text";
import type { Problem } from "../../core/validation/errors";
import type { AzureHavenClusterProps } from "../config/cluster";

/** A place that takes a private DNS zone of one name only: a resource group holds one, and a network is linked to one. */
interface Place {
  readonly kind: "group" | "network";
  /** Prop of the cluster that names the place. */
  readonly prop: string;
  readonly id: string;
  readonly zone: string;
}

interface Claim extends Place {
  readonly cluster: IConstruct;
}

/** What clusters of one app claimed so far, by the root of the app. */
const claimed = new WeakMap<IConstruct, Map<string, Claim>>();

/** Collisions of one cluster with those created before it in the same app. */
export interface ZoneCollisions {
  /** Certain collisions. */
  readonly problems: Problem[];
  /** Collisions if both stacks are applied to the same subscription, which the synth doesn't know. */
  readonly warnings: string[];
}

/**
 * Claims the private DNS zones that a cluster creates or links, and finds those that another cluster claims too. Azure refuses the second
 * one at apply, or the last apply to finish wins and removing one cluster takes the other's names along.
 */
export function claimZones(cluster: IConstruct, props: AzureHavenClusterProps, resourceGroupName: string): ZoneCollisions {
  const { root } = cluster.node;
  const claims = claimed.get(root) ?? new Map<string, Claim>();
  claimed.set(root, claims);
  const collisions: ZoneCollisions = { problems: [], warnings: [] };
  const told = new Set<string>();
  for (const place of placesOf(props, resourceGroupName)) {
    const key = [place.kind, scopedText(cluster, place.id), place.zone].join(" ");
    const other = claims.get(key);
    if (other === undefined) claims.set(key, { ...place, cluster });
    else if (!told.has(place.kind)) {
      told.add(place.kind);
      tell(collisions, place, TerraformStack.of(cluster) === TerraformStack.of(other.cluster), other.cluster.node.path);
    }
  }
  return collisions;
}

function tell({ problems, warnings }: ZoneCollisions, { kind, prop, zone }: Place, sameStack: boolean, other: string): void {
  const hint = "name the zones of one cluster in storage.privateDnsZoneIds of the other (access.privateDnsZoneId for a private API)";
  if (kind === "network") {
    problems.push({ path: prop, message: `is the network of ${other} too, and Azure links a network to one zone named ${zone}`, hint });
  } else if (sameStack) {
    const message = `is the group of ${other} too, and a group holds one zone named ${zone}`;
    problems.push({ path: prop, message, hint: `${hint}, with storage.privateDns: link; or give each cluster a group` });
  } else {
    warnings.push(
      `${prop} is the group of ${other} too: in one subscription the second apply fails, since a group holds one zone named ${zone}; ${hint}, with storage.privateDns: link`,
    );
  }
}

function placesOf({ network, storage = {}, access, region }: AzureHavenClusterProps, resourceGroupName: string): Place[] {
  const names = ["file", "blob"].map((service) => `privatelink.${service}.core.windows.net`);
  const createsZones = storage.privateDns !== "policy" && storage.privateDnsZoneIds === undefined;
  const created = [
    ...(createsZones ? names : []),
    ...(access.mode === "private" && access.privateDnsZoneId === undefined ? [`private.${region}.azmk8s.io`] : []),
  ];
  const linked = storage.privateDns === "link" ? [...created, ...names] : created;
  return [
    ...created.map((zone): Place => ({ kind: "group", prop: "resourceGroupName", id: resourceGroupName, zone })),
    ...("existing" in network
      ? linked.map((zone): Place => ({
          kind: "network",
          prop: "network.existing.virtualNetworkId",
          id: network.existing.virtualNetworkId,
          zone,
        }))
      : []),
  ];
}

/** A reference means something within its stack only. */
function scopedText(cluster: IConstruct, id: string): string {
  const text = stableText(cluster, id).toLowerCase();
  return Token.isUnresolved(id) ? `${TerraformStack.of(cluster).node.path} ${text}` : text;
}
