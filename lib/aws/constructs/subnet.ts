import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { SubnetPurpose } from "../config/address-plan";
import type { AwsPartProps } from "../config/part";

/** A subnet that was made, or that existed. */
export interface AwsSubnet {
  readonly id: string;
  /** Name of its zone, for example `eu-central-1a`. */
  readonly zone: string;
  /** Undefined when the subnet existed. */
  readonly resource?: Subnet;
}

interface SubnetPlace {
  readonly vpcId: string;
  readonly zone: string;
  /** Place of the zone in the region, from 1: names of zones lead to other zones in another account. */
  readonly place: number;
  readonly cidr: string;
  readonly table: RouteTable;
  readonly after: readonly ITerraformDependable[];
}

/** A subnet in one zone, and the way out of it. */
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
    // Not even in the public ones: what is reached from the internet are load balancers, which bring addresses of their own.
    mapPublicIpOnLaunch: false,
    tags: { ...tags, Name: resourceName(name, `${purpose}-${place}`, 255), ...roles(purpose, name) },
    dependsOn: [...after],
  });
  const routed = new RouteTableAssociation(scope, `${purpose}-${place}-routed`, { subnetId: resource.id, routeTableId: table.id });
  return { subnet: { id: resource.id, zone, resource }, routed };
}

/** Marks by which load balancers are given subnets; without the cluster's own, EKS takes the subnet of one node. */
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
