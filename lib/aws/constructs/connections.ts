import { Ec2TransitGatewayVpcAttachment } from "@cdktf/provider-aws/lib/ec2-transit-gateway-vpc-attachment";
import { Route } from "@cdktf/provider-aws/lib/route";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Route53ResolverRuleAssociation } from "@cdktf/provider-aws/lib/route53-resolver-rule-association";
import { VpcPeeringConnection } from "@cdktf/provider-aws/lib/vpc-peering-connection";
import { type ITerraformDependable, type TerraformResource, Token } from "cdktf";
import type { Construct } from "constructs";
import { hash, resourceName } from "../../core/cluster/names";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
import type { AwsNewNetwork } from "../config/network";
import type { AwsPartProps } from "../config/part";
import type { AwsSubnet } from "./subnet";

interface Network {
  readonly vpcId: string;
  /** Subnets in which a transit gateway gets its addresses. */
  readonly subnets: readonly AwsSubnet[];
  /** Route tables of the nodes, one per zone, and of the control plane, from which a private API answers. */
  readonly tables: readonly RouteTable[];
}

/** Connects the network to a transit gateway, to peered networks, and to your own DNS servers. */
export function connect(
  scope: Construct,
  network: Network,
  props: AwsPartProps & Pick<AwsNewNetwork, "egress" | "transitGateway" | "peerings" | "resolverRuleIds">,
): ITerraformDependable[] {
  const { egress, transitGateway, peerings = [], resolverRuleIds = [] } = props;
  return [
    ...(transitGateway ? attach(scope, network, transitGateway, egress?.type === "transit-gateway", props) : []),
    ...peerings.flatMap((peering) => peer(scope, network, peering, props)),
    ...resolverRuleIds.map((resolverRuleId) =>
      named(
        scope,
        resolverRuleId,
        (text) => `resolver-rule-${hash(text, 8)}`,
        (id) => new Route53ResolverRuleAssociation(scope, id, { resolverRuleId, vpcId: network.vpcId }),
      ),
    ),
  ];
}

function attach(
  scope: Construct,
  { vpcId, subnets, tables }: Network,
  { id, cidrs = [] }: NonNullable<AwsNewNetwork["transitGateway"]>,
  leavesThere: boolean,
  { name, tags }: AwsPartProps,
): ITerraformDependable[] {
  const attachment = new Ec2TransitGatewayVpcAttachment(scope, "transit-gateway", {
    transitGatewayId: id,
    vpcId,
    subnetIds: subnets.map((subnet) => subnet.id),
    tags: { ...tags, Name: resourceName(name, undefined, 255) },
  });
  const ranges = leavesThere ? ["0.0.0.0/0"] : cidrs;
  return routes(scope, "transit-gateway", ranges, tables, { transitGatewayId: id, dependsOn: [attachment] });
}

function peer(
  scope: Construct,
  { vpcId, tables }: Network,
  { name, vpcId: peerVpcId, accountId, cidrs }: NonNullable<AwsNewNetwork["peerings"]>[number],
  { name: clusterName, tags }: AwsPartProps,
): ITerraformDependable[] {
  const connection = new VpcPeeringConnection(scope, `peering-${name}`, {
    vpcId,
    peerVpcId,
    peerOwnerId: accountId,
    // Only the owner of another account can accept a peering there.
    autoAccept: accountId === undefined,
    tags: { ...tags, Name: resourceName(clusterName, name, 255) },
  });
  return routes(scope, `peering-${name}`, cidrs, tables, { vpcPeeringConnectionId: connection.id });
}

type Target = Pick<ConstructorParameters<typeof Route>[2], "transitGatewayId" | "vpcPeeringConnectionId" | "dependsOn">;

function routes(scope: Construct, to: string, cidrs: readonly string[], tables: readonly RouteTable[], target: Target): Route[] {
  return cidrs.flatMap((destinationCidrBlock) =>
    tables.map(({ id: routeTableId }, index) =>
      named(
        scope,
        destinationCidrBlock,
        (text) => `${to}-${hash(text, 8)}-${index + 1}`,
        (id) => new Route(scope, id, { routeTableId, destinationCidrBlock, ...target }),
      ),
    ),
  );
}

/** Creates a resource whose id depends on a value. For a token, earlier versions used the token's own text. */
function named<T extends TerraformResource>(scope: Construct, value: string, idOf: (text: string) => string, create: (id: string) => T): T {
  const made = create(idOf(stableText(scope, value)));
  if (Token.isUnresolved(value)) movedFrom(made, idOf(value));
  return made;
}
