import type { LoadBalancer } from "../../core/cluster/platform";
import type { AwsIngress } from "../config/ingress";

/**
 * EKS' words for a Network Load Balancer. The cluster's own control plane makes it, so that no controller with wide rights has to run in
 * the cluster.
 */
export function loadBalancer(ingress: AwsIngress, tags: Readonly<Record<string, string>>): LoadBalancer {
  const prefix = "service.beta.kubernetes.io";
  const allowed = ingress.exposure === "public" ? ingress.allowedCidrs : undefined;
  return {
    exposure: ingress.exposure,
    annotations: {
      [`${prefix}/aws-load-balancer-type`]: "nlb",
      // A request may come in by any zone, and the gateway answers in its own.
      [`${prefix}/aws-load-balancer-cross-zone-load-balancing-enabled`]: "true",
      // What the control plane makes is nobody's in the bill, unless it is told.
      [`${prefix}/aws-load-balancer-additional-resource-tags`]: Object.entries(tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(","),
      ...(ingress.exposure === "internal" && { [`${prefix}/aws-load-balancer-internal`]: "true" }),
      ...(allowed && { [`${prefix}/load-balancer-source-ranges`]: allowed.join(",") }),
    },
  };
}
