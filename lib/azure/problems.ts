import { cidrProblems, type NamedRange, overlapProblems } from "../core/addresses";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { versionProblems } from "../core/kubernetes-version";
import { literalProblems, literals } from "../core/literals";
import { maintenanceProblems } from "../core/maintenance";
import { clusterNameProblems } from "../core/names";
import { nodePoolProblems } from "../core/node-pool";
import { regionProblems, zonesOf } from "../core/regions";
import { tagProblems } from "../core/tags";
import { accessProblems } from "./access";
import { addressPlanProblems, overlayProblems } from "./address-plan";
import { systemPoolSize } from "./cluster";
import type { AzureEgress, AzureFirewallEgress, AzureZonalNatGatewayEgress } from "./egress";
import { encryptionProblems } from "./encryption";
import type { AzureHavenClusterProps } from "./haven-cluster";
import type { AzureExistingNetwork, AzureNewNetwork } from "./network";
import { type AzureNodePoolConfig, rotationName } from "./node-pool";
import { azureRegions, unpairedRegions } from "./regions";
import { parseVirtualNetworkId, resourceIdProblems } from "./resource-ids";
import { aksVersions } from "./versions";

type Network = Incomplete<AzureNewNetwork & AzureExistingNetwork>;
type Pool = Incomplete<AzureNodePoolConfig>;

/**
 * Everything that AKS or the provider would refuse later, most of it only at apply.
 *
 * Takes props with holes, so that a configuration file's typing mistakes and these are shown together.
 */
export function azureProblems(given: Incomplete<AzureHavenClusterProps>): Problem[] {
  const props = literals<AzureHavenClusterProps>(given);
  const givenNetwork: Network = given.network ?? {};
  const { name, region, kubernetesVersion: version, network, nodePools = [], systemPool = {} } = props;
  const zones = region === undefined ? [] : zonesOf(azureRegions, region);
  return [
    ...literalProblems({
      name: given.name,
      "network.cidr": givenNetwork.cidr,
      ...Object.fromEntries((given.nodePools ?? []).map((pool, index) => [`nodePools[${index}].name`, pool.name])),
    }),
    // The network, the node resource group and DNS carry the name as well, some with a purpose behind it; AKS takes 63.
    ...(name === undefined ? [] : clusterNameProblems(name, 50)),
    ...(region === undefined ? [] : regionProblems(azureRegions, region, props.residencyException)),
    ...(version === undefined ? [] : versionProblems(aksVersions, version, props.upgrades ?? "patch")),
    ...maintenanceProblems(props.maintenance ?? {}),
    ...tagProblems(props.tags ?? {}),
    ...networkProblems(network ?? {}, [{ name: "system", ...systemPoolSize(systemPool) }, ...nodePools], region),
    ...firewallProblems(givenNetwork.egress ?? {}),
    ...accessProblems(props.access ?? {}),
    ...systemPoolProblems(systemPool, zones),
    ...(props.nodePools?.length === 0 ? [{ path: "nodePools", message: "is empty; applications need a pool" }] : []),
    ...nodePoolProblems(nodePools, zones),
    ...azurePoolProblems(nodePools),
    ...encryptionProblems(props.encryption ?? {}),
    ...storageProblems(props.storage ?? {}, region),
    ...loggingProblems(props.logging ?? {}),
    ...groupNameProblems(props.resourceGroupName),
  ];
}

function networkProblems(network: Network, pools: readonly Pool[], region: string | undefined): Problem[] {
  const { cidr, existing, ranges = {}, egress, peerings = [] } = network;
  const own: NamedRange[] = cidr === undefined ? [] : [{ path: "network.cidr", cidr }];
  const others: NamedRange[] = [
    ...(existing?.cidr === undefined ? [] : [{ path: "network.existing.cidr", cidr: existing.cidr }]),
    ...peerings.flatMap(({ cidrs = [] }, index) =>
      cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
    ),
  ];
  const names = peerings.map(({ name }) => name);
  return [
    ...(cidr === undefined ? [] : addressPlanProblems(cidr, ranges, pools)),
    ...others.flatMap(cidrProblems),
    ...overlapProblems([...own, ...others]),
    ...overlayProblems(network, [...own, ...others], pools),
    ...peerings.flatMap(({ name, virtualNetworkId: id }, index) => [
      ...(name !== undefined && names.indexOf(name) < index
        ? [{ path: `network.peerings[${index}].name`, message: `"${name}" is used twice` }]
        : []),
      ...(id === undefined
        ? []
        : resourceIdProblems(`network.peerings[${index}].virtualNetworkId`, id, "Microsoft.Network/virtualNetworks")),
    ]),
    ...(egress === undefined ? [] : egressProblems(egress, region)),
    ...existingNetworkProblems(existing),
  ];
}

function existingNetworkProblems(existing: Incomplete<AzureExistingNetwork["existing"]> = {}): Problem[] {
  const path = "network.existing";
  const { virtualNetworkId: id, subnets = {} } = existing;
  // AKS with overlay networking puts these names in tags and limits them to 63.
  const longNames = id === undefined ? [] : Object.entries(parseVirtualNetworkId(id)).filter(([, value]) => value.length > 63);
  return [
    ...(id === undefined ? [] : resourceIdProblems(`${path}.virtualNetworkId`, id, "Microsoft.Network/virtualNetworks")),
    ...longNames.map(([, value]) => ({
      path: `${path}.virtualNetworkId`,
      message: `"${value}" is longer than the 63 characters that AKS takes`,
    })),
    ...Object.entries(subnets).flatMap(([purpose, subnet]) =>
      resourceIdProblems(`${path}.subnets.${purpose}`, subnet, "Microsoft.Network/virtualNetworks/subnets"),
    ),
    ...(subnets.apiServer !== undefined && (subnets.apiServer === subnets.nodes || subnets.apiServer === subnets.endpoints)
      ? [{ path: `${path}.subnets.apiServer`, message: "is used for something else too; AKS wants a subnet for API servers alone" }]
      : []),
  ];
}

type Egress = Incomplete<Omit<AzureZonalNatGatewayEgress & Omit<AzureFirewallEgress, "type">, "type">> & {
  readonly type?: AzureEgress["type"];
};

function egressProblems({ type, zone, nextHop, routeTableId }: Egress, region: string | undefined): Problem[] {
  const path = "network.egress";
  if (type === "firewall") {
    return [
      ...(nextHop === undefined ? [] : cidrProblems({ path: `${path}.nextHop`, cidr: `${nextHop}/32` })),
      ...(routeTableId === undefined ? [] : resourceIdProblems(`${path}.routeTableId`, routeTableId, "Microsoft.Network/routeTables")),
    ];
  }
  const zones = region === undefined ? [] : zonesOf(azureRegions, region);
  if (zone === undefined || zones.length === 0 || zones.includes(zone)) return [];
  return [{ path: `${path}.zone`, message: `"${zone}" is not a zone of ${region}; it has ${zones.join(", ")}` }];
}

/** Asked of the props as they were given: what Terraform computes is there too. */
function firewallProblems({ type, nextHop, routeTableId }: Egress): Problem[] {
  if (type !== "firewall" || (nextHop === undefined) !== (routeTableId === undefined)) return [];
  return [{ path: "network.egress", message: "needs nextHop, the firewall's private address, or routeTableId, and not both" }];
}

function systemPoolProblems(pool: Incomplete<AzureHavenClusterProps["systemPool"] & object>, zones: readonly string[]): Problem[] {
  const { machineType, minNodes, maxNodes } = systemPoolSize(pool);
  const unknown = pool.zones?.filter((zone) => zones.length > 0 && !zones.includes(zone)) ?? [];
  return [
    ...(minNodes > maxNodes ? [{ path: "systemPool.maxNodes", message: `${maxNodes} is less than minNodes, ${minNodes}` }] : []),
    ...unknown.map((zone) => ({ path: "systemPool.zones", message: `"${zone}" is not a zone of the region; it has ${zones.join(", ")}` })),
    ...(/^Standard_B\d/i.test(machineType)
      ? [{ path: "systemPool.machineType", message: `${machineType} is of the B series, which AKS refuses for system pools` }]
      : []),
    ...ephemeralProblems("systemPool", pool),
  ];
}

function azurePoolProblems(pools: readonly Pool[]): Problem[] {
  const taken = [...pools.map(({ name }) => name), "system", rotationName("system")];
  return pools.flatMap((pool, index) => {
    const at = (key: string) => `nodePools[${index}].${key}`;
    const { name, subnetId } = pool;
    return [
      ...(name !== undefined && !/^[a-z][a-z0-9]{0,11}$/.test(name)
        ? [{ path: at("name"), message: `"${name}" is not a pool name: a lower case letter, then letters and digits, 12 at most` }]
        : []),
      ...(name === "system"
        ? [{ path: at("name"), message: '"system" is the platform\'s own pool', hint: "set systemPool to change it" }]
        : []),
      ...(name !== undefined && name !== "system" && taken.includes(rotationName(name))
        ? [
            {
              path: at("name"),
              message: `"${name}" is replaced by way of a pool named ${rotationName(name)}, which is taken; choose another name`,
            },
          ]
        : []),
      ...(pool.spot && pool.taints?.some(({ key }) => key === "kubernetes.azure.com/scalesetpriority")
        ? [{ path: at("taints"), message: "AKS sets kubernetes.azure.com/scalesetpriority on spot nodes itself" }]
        : []),
      ...(subnetId === undefined ? [] : resourceIdProblems(at("subnetId"), subnetId, "Microsoft.Network/virtualNetworks/subnets")),
      ...ephemeralProblems(`nodePools[${index}]`, pool),
    ];
  });
}

/** An ephemeral disk lives on the machine's own; sizes without a `d` have none. */
function ephemeralProblems(path: string, { diskType, machineType }: Incomplete<AzureNodePoolConfig>): Problem[] {
  const hasOwnDisk = machineType === undefined || /^Standard_[A-Z]+\d+[a-z-\d]*d/i.test(machineType);
  if (diskType !== "ephemeral" || hasOwnDisk) return [];
  return [
    {
      path: `${path}.diskType`,
      message: `${machineType} has no disk of its own for an ephemeral one; sizes with a d have, such as Standard_D4ds_v5`,
    },
  ];
}

function storageProblems(storage: Incomplete<AzureHavenClusterProps["storage"] & object>, region: string | undefined): Problem[] {
  const { replication, privateDnsZoneIds = {} } = storage;
  return [
    ...(replication === "GZRS" && region !== undefined && unpairedRegions.includes(region)
      ? [{ path: "storage.replication", message: `GZRS copies to a paired region, and ${region} has none; allowed: ZRS` }]
      : []),
    ...Object.entries(privateDnsZoneIds).flatMap(([service, id]) =>
      resourceIdProblems(`storage.privateDnsZoneIds.${service}`, id, "Microsoft.Network/privateDnsZones"),
    ),
  ];
}

function loggingProblems({ workspaceId, retentionDays }: Incomplete<AzureHavenClusterProps["logging"] & object>): Problem[] {
  if (workspaceId === undefined) {
    const valid = retentionDays === undefined || (Number.isInteger(retentionDays) && retentionDays >= 30 && retentionDays <= 730);
    return valid ? [] : [{ path: "logging.retentionDays", message: `${retentionDays} is not a whole number of days from 30 to 730` }];
  }
  return [
    ...resourceIdProblems("logging.workspaceId", workspaceId, "Microsoft.OperationalInsights/workspaces"),
    ...(retentionDays === undefined
      ? []
      : [
          {
            path: "logging.retentionDays",
            message: "is the business of the existing workspace",
            hint: "set it there, or leave workspaceId out",
          },
        ]),
  ];
}

function groupNameProblems(name: string | undefined): Problem[] {
  if (name === undefined || /^[\w().-]{1,89}[\w()-]$|^\w$/.test(name)) return [];
  return [{ path: "resourceGroupName", message: `"${name}" is not the name of a resource group` }];
}
