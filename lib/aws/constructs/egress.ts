import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AwsEgress } from "../config/egress";
import type { AwsPartProps } from "../config/part";
import type { AwsSubnet } from "./subnet";

/** Resources through which traffic leaves the network. */
export interface Egress {
  /** Fixed public addresses of outgoing traffic. Empty when AWS or your own network decides the addresses. */
  readonly addresses: readonly Eip[];
  /** NAT gateways: one per zone, one for all zones, or none. */
  readonly natGateways: readonly NatGateway[];
  /** Routes that nodes wait for. */
  readonly ready: readonly ITerraformDependable[];
}

/** Creates the route out of the nodes' subnets. `tables` are the route tables of these subnets, one per zone. */
export function createEgress(
  scope: Construct,
  egress: AwsEgress,
  { vpcId, publicSubnets, gateway, tables }: EgressNetwork,
  props: AwsPartProps,
): Egress {
  const tags = (name: string) => ({ ...props.tags, Name: resourceName(props.name, name, 255) });
  // AWS refuses an address or a NAT gateway in a network that has no internet gateway yet.
  const dependsOn = gateway && [gateway];
  const out = (natGateways: readonly NatGateway[], addresses: readonly Eip[]): Egress => ({
    natGateways,
    addresses,
    ready: tables.map(
      (table, index) =>
        new Route(scope, `nodes-leave-${index + 1}`, {
          routeTableId: table.id,
          destinationCidrBlock: "0.0.0.0/0",
          natGatewayId: (natGateways[index] ?? natGateways[0])?.id,
        }),
    ),
  });
  const zonal = (subnets: readonly AwsSubnet[]) => {
    const made = subnets.map(({ id: subnetId }, index) => {
      const address = new Eip(scope, `egress-address-${index + 1}`, { domain: "vpc", tags: tags(`egress-${index + 1}`), dependsOn });
      const nat = new NatGateway(scope, `egress-${index + 1}`, {
        allocationId: address.allocationId,
        subnetId,
        tags: tags(`egress-${index + 1}`),
        dependsOn,
      });
      return { nat, address };
    });
    return out(
      made.map(({ nat }) => nat),
      made.map(({ address }) => address),
    );
  };
  switch (egress.type) {
    case "nat-gateway":
      return zonal(publicSubnets);
    case "nat-gateway-single":
      return zonal(publicSubnets.slice(0, 1));
    case "nat-gateway-regional":
      return out([new NatGateway(scope, "egress", { availabilityMode: "regional", vpcId, tags: tags("egress"), dependsOn })], []);
    case "transit-gateway":
    case "none":
      return { addresses: [], natGateways: [], ready: [] };
  }
}

interface EgressNetwork {
  readonly vpcId: string;
  readonly publicSubnets: readonly AwsSubnet[];
  readonly gateway: InternetGateway | undefined;
  readonly tables: readonly RouteTable[];
}
