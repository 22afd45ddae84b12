import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { SubnetPurpose } from "../config/address-plan";
import type { AwsPartProps } from "../config/part";

/** A subnet in one zone, created or existing. */
export interface AwsSubnet {
  /** Id of the subnet. */
  readonly id: string;
  /** Name of the zone, for example `eu-central-1a`. */
  readonly zone: string;
  /** The created subnet. Undefined when it existed already. */
  readonly resource?: Subnet;
}

interface SubnetPlace {
  readonly vpcId: string;
  readonly zone: string;
  /** Position of the zone in the region, from 1. Names of resources use it because a zone name means another zone in another account. */
  readonly place: number;
  readonly cidr: string;
  readonly table: RouteTable;
  readonly after: readonly ITerraformDependable[];
}

/** Creates a subnet in one zone, and associates its route table. */
export function createSubnet(
  scope: Construct,
  purpose: SubnetPurpose | "pods",
  { vpcId, zone, place, cidr, table, after }: SubnetPlace,
  { name, tags }: AwsPartProps,
): { readonly subnet: AwsSubnet & { readonly resource: Subnet }; readonly routed: RouteTableAssociation } {
  const resource = new Subnet(scope, `${purpose}-${place}`, {
    vpcId,
    availabilityZone: zone,
    cidrBlock: cidr,
    // Public subnets don't need it either: only load balancers and NAT gateways are public, and they have their own addresses.
    mapPublicIpOnLaunch: false,
    tags: { ...tags, Name: resourceName(name, `${purpose}-${place}`, 255), ...roles(purpose, name) },
    dependsOn: [...after],
  });
  const routed = new RouteTableAssociation(scope, `${purpose}-${place}-routed`, { subnetId: resource.id, routeTableId: table.id });
  return { subnet: { id: resource.id, zone, resource }, routed };
}

/** Tags by which EKS selects subnets for load balancers. Without the cluster's tag, EKS uses the subnet of a single node. */
function roles(purpose: SubnetPurpose | "pods", clusterName: string): Record<string, string> {
  const cluster = { [`kubernetes.io/cluster/${clusterName}`]: "shared" };
  switch (purpose) {
    case "nodes":
      return { ...cluster, "kubernetes.io/role/internal-elb": "1" };
    case "public":
      return { ...cluster, "kubernetes.io/role/elb": "1" };
    case "control-plane":
    case "pods":
      return {};
  }
}
