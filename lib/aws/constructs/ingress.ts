import type { LoadBalancer } from "../../core/cluster/platform";
import type { AwsIngress } from "../config/ingress";

/** Facts of the network that the load balancer needs. */
export interface LoadBalancerNetwork {
  /** Ranges of the network, in which an internal load balancer has its addresses. */
  readonly cidrs: readonly string[];
  /** Public addresses of the cluster's own traffic; empty when an existing network decides them. */
  readonly egressAddresses: readonly string[];
}

/**
 * Annotations for a Network Load Balancer. The EKS control plane creates it, so no controller with broad rights runs in the cluster.
 */
export function loadBalancer(ingress: AwsIngress, network: LoadBalancerNetwork, tags: Readonly<Record<string, string>>): LoadBalancer {
  const prefix = "service.beta.kubernetes.io";
  const common = {
    [`${prefix}/aws-load-balancer-type`]: "nlb",
    // A request may enter in any zone, and the gateway's pod may run in another zone.
    [`${prefix}/aws-load-balancer-cross-zone-load-balancing-enabled`]: "true",
    // Load balancers created by the control plane have no cost tags without this setting.
    [`${prefix}/aws-load-balancer-additional-resource-tags`]: Object.entries(tags)
      .map(([key, value]) => `${key}=${value}`)
      .join(","),
  };
  if (ingress.exposure === "internal") {
    return {
      exposure: "internal",
      annotations: {
        ...common,
        [`${prefix}/aws-load-balancer-internal`]: "true",
        ...addressByProxyProtocol,
      },
      proxyProtocolFrom: network.cidrs,
    };
  }
  // The nodes' security group enforces this list, so the client's address must stay in the packets.
  const allowed = ingress.allowedCidrs && [...ingress.allowedCidrs, ...network.egressAddresses.map((address) => `${address}/32`)];
  return {
    exposure: "public",
    annotations: { ...common, ...(allowed && { [`${prefix}/load-balancer-source-ranges`]: allowed.join(",") }) },
  };
}

/**
 * An internal Network Load Balancer that leaves the client's address in the packets sends a pod's request back to the pod's own node, as
 * if it came from that node, and the connection hangs. A public one has no such loop: the request arrives from the NAT gateway.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html
 * @see https://github.com/kubernetes/cloud-provider-aws/issues/1160
 */
const addressByProxyProtocol = {
  "service.beta.kubernetes.io/aws-load-balancer-target-group-attributes": "preserve_client_ip.enabled=false",
  "service.beta.kubernetes.io/aws-load-balancer-proxy-protocol": "*",
};
