import { isWithin, keyOf, nameOf, parentOf, scopeOf, typeOf } from "./arm-id";
import { isObject, listAt, objectAt, textAt, type JsonObject } from "./arm-json";
import { cutOff, PEERINGS } from "./arm-network-rules";
import { principalOf, roleNameOf } from "./arm-roles";
import { ArmRefusal, idOf, type ArmResources } from "./arm-types";

const CLUSTERS = "microsoft.containerservice/managedclusters";
const ROLE_ASSIGNMENTS = "microsoft.authorization/roleassignments";

/** The newest patch in this cloud is .2: a minor alone means that one, and an installed patch is never taken back. */
export function currentVersion(wanted: string, installed?: string): string {
  const [major, minor, patch] = wanted.split(".");
  if (patch !== undefined) {
    return wanted;
  }
  return installed?.startsWith(`${major}.${minor}.`) === true ? installed : `${wanted}.2`;
}

/** The identity that AKS makes for the nodes when it is not given one. */
export function kubeletIdentityId(cluster: JsonObject): string {
  const [, subscription] = idOf(cluster)
    .split("/")
    .filter((part) => part !== "");
  const group = textAt(cluster, "properties", "nodeResourceGroup") ?? "";
  const identity = `Microsoft.ManagedIdentity/userAssignedIdentities/${nameOf(idOf(cluster))}-agentpool`;
  return `/subscriptions/${subscription}/resourceGroups/${group}/providers/${identity}`;
}

/** Something in the network that AKS touches as the cluster's identity, and the roles that allow it. */
interface Need {
  readonly scope: string;
  readonly roles: readonly string[];
}

function needsOf(cluster: JsonObject): readonly Need[] {
  const access = objectAt(cluster, "properties", "apiServerAccessProfile");
  const zone = textAt(access, "privateDNSZone");
  const nodeSubnets = subnetsOf(cluster);
  const subnets = [...nodeSubnets, textAt(access, "subnetId")].filter((id) => id !== undefined);
  const kubelet = textAt(cluster, "properties", "identityProfile", "kubeletidentity", "resourceId");
  const addresses = listAt(cluster, "properties", "networkProfile", "loadBalancerProfile", "outboundIPs", "publicIPs").map((ip) =>
    textAt(ip, "id"),
  );
  const joined = [...subnets, ...addresses].filter((id) => id !== undefined);
  const needs: Need[] = joined.map((scope) => ({ scope, roles: ["Network Contributor"] }));
  if (zone?.startsWith("/") === true) {
    needs.push({ scope: zone, roles: ["Private DNS Zone Contributor", "Network Contributor"] });
    // AKS itself links the zone to the network of the nodes.
    const networks = new Set(nodeSubnets.map((subnet) => parentOf(subnet) ?? subnet));
    needs.push(...[...networks].map((scope) => ({ scope, roles: ["Network Contributor"] })));
  }
  if (kubelet !== undefined && keyOf(kubelet) !== keyOf(kubeletIdentityId(cluster))) {
    needs.push({ scope: kubelet, roles: ["Managed Identity Operator"] });
  }
  return needs;
}

function subnetsOf(cluster: JsonObject): readonly string[] {
  const pools = listAt(cluster, "properties", "agentPoolProfiles").filter(isObject);
  return pools.map((pool) => textAt(pool, "vnetSubnetID")).filter((id) => id !== undefined);
}

function isMet(need: Need, cluster: JsonObject, assignments: readonly JsonObject[]): boolean {
  const principals = Object.keys(objectAt(cluster, "identity", "userAssignedIdentities")).map((id) => principalOf(id).principalId);
  return assignments.some((assignment) => {
    const role = roleNameOf(textAt(assignment, "properties", "roleDefinitionId") ?? "");
    const allows = role === undefined || [...need.roles, "Contributor", "Owner"].includes(role);
    const principal = textAt(assignment, "properties", "principalId") ?? "";
    return allows && principals.includes(principal) && isWithin(need.scope, scopeOf(idOf(assignment)));
  });
}

/** A system-assigned identity gets its rights from Azure, so only an own identity is checked. */
function unmetNeed(cluster: JsonObject, assignments: readonly JsonObject[]): Need | undefined {
  const isOwn = /userassigned/i.test(textAt(cluster, "identity", "type") ?? "");
  return isOwn ? needsOf(cluster).find((need) => !isMet(need, cluster, assignments)) : undefined;
}

export function refuseCluster(cluster: JsonObject, resources: ArmResources): void {
  const unmet = unmetNeed(cluster, resources.ofType(ROLE_ASSIGNMENTS));
  if (unmet !== undefined) {
    const roles = unmet.roles.join(" or ");
    throw new ArmRefusal(400, "MissingPermission", `the cluster's identity has no role ${roles} on ${unmet.scope}`);
  }
  const outbound = textAt(cluster, "properties", "networkProfile", "outboundType");
  const attachment = ATTACHMENTS[outbound ?? ""];
  const bare = subnetsOf(cluster).find((id) => attachment !== undefined && attached(resources.find(id), attachment) === undefined);
  if (bare !== undefined) {
    throw new ArmRefusal(400, "InvalidParameter", `outbound type ${outbound} needs a ${attachment} on ${bare}`);
  }
  const obstacle = obstacleOf(cluster, resources, resources.ofType(PEERINGS));
  if (obstacle !== undefined) {
    throw new ArmRefusal(400, "InvalidParameter", obstacle);
  }
  const apiSubnet = textAt(cluster, "properties", "apiServerAccessProfile", "subnetId");
  if (apiSubnet !== undefined && !isDelegated(resources.find(apiSubnet))) {
    throw new ArmRefusal(400, "SubnetNotDelegated", `${apiSubnet} is not delegated to ${CLUSTERS}`);
  }
  refuseDowngrade(cluster, resources);
}

function obstacleOf(cluster: JsonObject, resources: ArmResources, peerings: readonly JsonObject[]): string | undefined {
  const isRouted = textAt(cluster, "properties", "networkProfile", "outboundType") === "userDefinedRouting";
  return cutOff(subnetsOf(cluster), isRouted, resources, peerings);
}

function refuseDowngrade(cluster: JsonObject, resources: ArmResources): void {
  const installed = textAt(resources.find(idOf(cluster)), "properties", "currentKubernetesVersion");
  const wanted = textAt(cluster, "properties", "kubernetesVersion");
  if (installed === undefined || wanted === undefined) {
    return;
  }
  const numbers = (version: string): number[] => version.split(".").map(Number);
  const [major = 0, minor = 0, patch = 0] = numbers(currentVersion(wanted, installed));
  const [installedMajor = 0, installedMinor = 0, installedPatch = 0] = numbers(installed);
  const difference = major - installedMajor || minor - installedMinor || patch - installedPatch;
  if (difference < 0) {
    throw new ArmRefusal(400, "OperationNotAllowed", `downgrading from ${installed} to ${wanted} is not allowed`);
  }
}

const ATTACHMENTS: Readonly<Record<string, string>> = {
  userAssignedNATGateway: "natGateway",
  userDefinedRouting: "routeTable",
};

function attached(subnet: JsonObject | undefined, attachment: string): string | undefined {
  return textAt(subnet, "properties", attachment, "id");
}

function isDelegated(subnet: JsonObject | undefined): boolean {
  return listAt(subnet, "properties", "delegations").some(
    (delegation) => textAt(delegation, "properties", "serviceName")?.toLowerCase() === CLUSTERS,
  );
}

/** A subnet keeps its way out for as long as a cluster lives in it. */
export function refuseWithoutNat(subnet: JsonObject, resources: ArmResources): void {
  for (const cluster of resources.ofType(CLUSTERS)) {
    const attachment = ATTACHMENTS[textAt(cluster, "properties", "networkProfile", "outboundType") ?? ""];
    const lives = subnetsOf(cluster).some((id) => keyOf(id) === keyOf(idOf(subnet)));
    if (lives && attachment !== undefined && attached(subnet, attachment) === undefined) {
      throw new ArmRefusal(409, "InUse", `${idOf(cluster)} needs the ${attachment} of this subnet`);
    }
  }
}

/** Roles, zone links and peerings that a live cluster works with: Azure would delete them, and the cluster's delete hangs. */
export function refuseWhileClusterNeedsIt(id: string, resources: ArmResources): void {
  const rest = (type: string): readonly JsonObject[] => resources.ofType(type).filter((other) => keyOf(idOf(other)) !== keyOf(id));
  for (const cluster of resources.ofType(CLUSTERS)) {
    const zone = textAt(cluster, "properties", "apiServerAccessProfile", "privateDNSZone");
    const isLink = zone !== undefined && keyOf(parentOf(id) ?? "") === keyOf(zone) && typeOf(id).endsWith("links");
    const isRole = typeOf(id) === ROLE_ASSIGNMENTS && unmetNeed(cluster, rest(ROLE_ASSIGNMENTS)) !== undefined;
    const isWayOut = typeOf(id) === PEERINGS && obstacleOf(cluster, resources, rest(PEERINGS)) !== undefined;
    if (isLink || isRole || isWayOut) {
      throw new ArmRefusal(409, "InUse", `${idOf(cluster)} still needs it`);
    }
  }
}
