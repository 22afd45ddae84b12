import { BlockList } from "node:net";
import { keyOf, parentOf } from "./arm-id";
import { at, listAt, objectAt, textAt, type JsonObject } from "./arm-json";
import { ArmRefusal, idOf, type ArmResources } from "./arm-types";

export const PEERINGS = "microsoft.network/virtualnetworks/virtualnetworkpeerings";

/** A gateway is offered before it is used: where the other side has no peering back yet, Azure counts it as not offered. */
export function refuseGatewayNotOffered(peering: JsonObject, resources: ArmResources): void {
  const back = resources.ofType(PEERINGS).find((other) => leadsBack(other, peering));
  const isOffered = at(back, "properties", "allowGatewayTransit") === true;
  if (at(peering, "properties", "useRemoteGateways") === true && !isOffered) {
    throw new ArmRefusal(400, "InvalidPeering", "it uses a remote gateway, which the peering on the other side doesn't offer");
  }
}

/**
 * What keeps the nodes of a cluster in these subnets from coming up. AKS itself looks for the route; a firewall or DNS server out of
 * reach shows only in nodes that never become ready.
 */
export function cutOff(
  subnets: readonly string[],
  isRouted: boolean,
  resources: ArmResources,
  peerings: readonly JsonObject[],
): string | undefined {
  for (const id of subnets) {
    const route = isRouted ? routeOut(id, resources) : undefined;
    if (isRouted && route === undefined) {
      return `the route table of ${id} leads 0.0.0.0/0 nowhere`;
    }
    const network = parentOf(id) ?? id;
    const servers = listAt(resources.find(network), "properties", "dhcpOptions", "dnsServers");
    const needed = [textAt(route, "properties", "nextHopIpAddress"), ...servers].filter((address) => typeof address === "string");
    const reach = reachOf(network, resources, peerings);
    const lost = needed.find((address) => !reach.check(address));
    if (lost !== undefined) {
      return `nothing leads from ${id} to ${lost}`;
    }
  }
  return undefined;
}

/** A route of the subnet's own: AKS refuses Azure's one to the internet. */
function routeOut(subnetId: string, resources: ArmResources): JsonObject | undefined {
  const table = resources.find(textAt(resources.find(subnetId), "properties", "routeTable", "id") ?? "");
  return listAt(table, "properties", "routes")
    .map((route) => objectAt(route))
    .find((route) => {
      const { addressPrefix, nextHopType } = objectAt(route, "properties");
      return addressPrefix === "0.0.0.0/0" && nextHopType !== "Internet";
    });
}

/** The network itself, and those that are peered with it: a peering carries nothing until both sides have it. */
function reachOf(network: string, resources: ArmResources, peerings: readonly JsonObject[]): BlockList {
  const connected = peerings.filter(
    (peering) => keyOf(parentOf(idOf(peering)) ?? "") === keyOf(network) && peerings.some((other) => leadsBack(other, peering)),
  );
  const reach = new BlockList();
  for (const id of [network, ...connected.map(remoteOf)]) {
    for (const range of listAt(resources.find(id), "properties", "addressSpace", "addressPrefixes")) {
      const [address = "", prefix = ""] = String(range).split("/");
      reach.addSubnet(address, Number(prefix));
    }
  }
  return reach;
}

function leadsBack(other: JsonObject, peering: JsonObject): boolean {
  const isThere = keyOf(parentOf(idOf(other)) ?? "") === keyOf(remoteOf(peering));
  return isThere && keyOf(remoteOf(other)) === keyOf(parentOf(idOf(peering)) ?? "");
}

function remoteOf(peering: JsonObject): string {
  return textAt(peering, "properties", "remoteVirtualNetwork", "id") ?? "";
}
