import type { LoadBalancer } from "../../core/cluster/platform";
import type { AwsIngress } from "../config/ingress";

/**
 * Annotations for a Network Load Balancer. The EKS control plane creates it, so no controller with broad rights runs in the cluster.
 */
export function loadBalancer(ingress: AwsIngress, tags: Readonly<Record<string, string>>): LoadBalancer {
  const prefix = "service.beta.kubernetes.io";
  const allowed = ingress.exposure === "public" ? ingress.allowedCidrs : undefined;
  return {
    exposure: ingress.exposure,
    annotations: {
      [`${prefix}/aws-load-balancer-type`]: "nlb",
      // A request may enter in any zone, and the gateway's pod may run in another zone.
      [`${prefix}/aws-load-balancer-cross-zone-load-balancing-enabled`]: "true",
      // Load balancers created by the control plane have no cost tags without this setting.
      [`${prefix}/aws-load-balancer-additional-resource-tags`]: Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(","),
      ...(ingress.exposure === "internal" && { [`${prefix}/aws-load-balancer-internal`]: "true" }),
      ...(allowed && { [`${prefix}/load-balancer-source-ranges`]: allowed.join(",") }),
    },
  };
}
