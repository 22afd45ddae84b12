import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip";
import type { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { resourceName } from "../../core/cluster/names";
import type { AzureIngress } from "../config/ingress";
import type { AzurePartProps } from "../config/part";
import { zonesIn } from "../config/regions";

/** The public address of the gateway, where there is one. */
export function ingressAddress(scope: Construct, ingress: AzureIngress, props: AzurePartProps): PublicIp | undefined {
  if (ingress.exposure === "internal") return undefined;
  const { name, region: location, resourceGroupName, tags } = props;
  return new PublicIp(scope, "ingress-address", {
    name: resourceName(name, "ingress", 80),
    location,
    resourceGroupName,
    allocationMethod: "Static",
    sku: "Standard",
    zones: [...zonesIn(props.region)],
    tags: { ...tags },
    // The cluster's load balancer holds it, and must let go of it before it goes.
    lifecycle: { createBeforeDestroy: true },
  });
}

/** AKS' words for where a Service of type LoadBalancer gets its address. */
export function loadBalancer(address: PublicIp | undefined, internalSubnet: string | undefined): LoadBalancer {
  const prefix = "service.beta.kubernetes.io/azure";
  if (address === undefined) {
    return {
      exposure: "internal",
      annotations: {
        [`${prefix}-load-balancer-internal`]: "true",
        ...(internalSubnet !== undefined && { [`${prefix}-load-balancer-internal-subnet`]: internalSubnet }),
      },
    };
  }
  return {
    exposure: "public",
    annotations: { [`${prefix}-pip-name`]: address.name, [`${prefix}-load-balancer-resource-group`]: address.resourceGroupName },
  };
}
