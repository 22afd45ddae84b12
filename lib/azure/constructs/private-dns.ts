import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone";
import { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment";
import type { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AzurePartProps } from "../config/part";
import type { AzureNetwork } from "./network";
import { idPart } from "./id-part";
import { beginPart } from "./part";

/** The network in which the name of a private API server resolves, and the identity that writes it. */
export interface AzurePrivateDnsProps extends AzurePartProps {
  readonly network: AzureNetwork;
  /** Identity of the cluster, which writes the name of its API server. */
  readonly clusterIdentity: UserAssignedIdentity;
  /** An existing zone. @default a new one */
  readonly zoneId?: string;
}

/** The zone with the name of a private API server. */
export class AzurePrivateDns extends Construct {
  readonly zoneId: string;
  /** The cluster waits for these: AKS refuses to create it without the rights, and needs the link to delete it. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AzurePrivateDnsProps) {
    super(scope, id);
    beginPart(this, props);
    const { network, clusterIdentity } = props;
    const link =
      props.zoneId === undefined
        ? zoneLink(this, "Resource", `private.${props.region}.azmk8s.io`, network.virtualNetworkId, props)
        : undefined;
    this.zoneId = link?.zone.id ?? props.zoneId ?? "";
    const grant = (purpose: string, scopeId: string, roleDefinitionName: string) =>
      new RoleAssignment(this, purpose, {
        scope: scopeId,
        roleDefinitionName,
        principalId: clusterIdentity.principalId,
        principalType: "ServicePrincipal",
      });
    this.ready = [
      ...(link ? [link.link] : []),
      grant("writes-zone", this.zoneId, "Private DNS Zone Contributor"),
      grant("links-network", network.virtualNetworkId, "Network Contributor"),
    ];
  }
}

export interface LinkedZone {
  readonly zone: PrivateDnsZone;
  readonly link: PrivateDnsZoneVirtualNetworkLink;
}

/** A new private zone, linked to the network. */
export function zoneLink(scope: Construct, id: string, zoneName: string, virtualNetworkId: string, props: AzurePartProps): LinkedZone {
  const { name, resourceGroupName } = props;
  const zone = new PrivateDnsZone(scope, id, { name: zoneName, resourceGroupName, tags: { ...props.tags } });
  const link = new PrivateDnsZoneVirtualNetworkLink(scope, `${id}-link`, {
    name: resourceName(name, undefined, 80),
    resourceGroupName,
    privateDnsZoneName: zone.name,
    virtualNetworkId,
    ...publicFallback(zoneName),
    tags: { ...props.tags },
  });
  return { zone, link };
}

/** A link of the network to a zone that exists, in the same subscription. */
export function existingZoneLink(
  scope: Construct,
  id: string,
  zoneId: string,
  zoneName: string,
  virtualNetworkId: string,
  props: AzurePartProps,
): PrivateDnsZoneVirtualNetworkLink {
  return new PrivateDnsZoneVirtualNetworkLink(scope, `${id}-link`, {
    name: resourceName(props.name, undefined, 80),
    resourceGroupName: idPart(zoneId, "resourceGroup"),
    privateDnsZoneName: idPart(zoneId, "name"),
    virtualNetworkId,
    ...publicFallback(zoneName),
    tags: { ...props.tags },
  });
}

/**
 * Lets Azure answer with the public name where the private zone has none. Otherwise every storage account with a private endpoint in
 * another network, a supplier's for example, would not resolve from the nodes. Azure takes this for `privatelink` zones only.
 *
 * @see https://learn.microsoft.com/azure/dns/private-dns-fallback
 */
function publicFallback(zoneName: string) {
  return zoneName.startsWith("privatelink.") ? { resolutionPolicy: "NxDomainRedirect" } : {};
}
