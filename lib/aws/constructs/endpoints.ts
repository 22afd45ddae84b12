import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import type { AwsSubnet } from "./subnet";

/** AWS services that nodes and the baseline call. A network without a route out needs an endpoint for each of them. */
const services = [
  "autoscaling",
  "ec2",
  "ecr.api",
  "ecr.dkr",
  "eks",
  "eks-auth",
  "elasticfilesystem",
  "elasticloadbalancing",
  "kms",
  "logs",
  "secretsmanager",
  "ssm",
  "sts",
];

/** Gateway endpoint for S3, which also serves image layers. It avoids the internet, at no cost. */
export function s3Endpoint(scope: Construct, vpcId: string, tables: readonly RouteTable[], props: AwsPartProps): VpcEndpoint {
  return new VpcEndpoint(scope, "s3", {
    vpcId,
    serviceName: serviceName(props.region, "s3"),
    vpcEndpointType: "Gateway",
    routeTableIds: tables.map(({ id }) => id),
    tags: { ...props.tags, Name: resourceName(props.name, "s3", 255) },
  });
}

/** Creates an endpoint inside the network for each AWS service. Only the network itself reaches them. */
export function interfaceEndpoints(
  scope: Construct,
  vpcId: string,
  ranges: readonly string[],
  subnets: readonly AwsSubnet[],
  props: AwsPartProps,
): ITerraformDependable[] {
  const { name, region, tags } = props;
  const guard = new SecurityGroup(scope, "endpoints-security", {
    name: resourceName(name, "endpoints", 255),
    description: "Endpoints of AWS services, for the cluster's network",
    vpcId,
    tags: { ...tags, Name: resourceName(name, "endpoints", 255) },
  });
  const opened = ranges.map(
    (cidrIpv4, index) =>
      new VpcSecurityGroupIngressRule(scope, `network-to-endpoints-${index + 1}`, {
        securityGroupId: guard.id,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags: { ...tags },
      }),
  );
  const endpoints = services.map(
    (service) =>
      new VpcEndpoint(scope, `endpoint-${service.replace(".", "-")}`, {
        vpcId,
        serviceName: serviceName(region, service),
        vpcEndpointType: "Interface",
        subnetIds: subnets.map(({ id }) => id),
        securityGroupIds: [guard.id],
        privateDnsEnabled: true,
        tags: { ...tags, Name: resourceName(name, service, 255) },
      }),
  );
  return [...opened, ...endpoints];
}

function serviceName(region: string, service: string): string {
  return `${partitionOf(region).reverseDns}.${region}.${service}`;
}
