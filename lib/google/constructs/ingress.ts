import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import type { Construct } from "constructs";
import type { LoadBalancer } from "../../core/cluster/platform";
import { resourceName } from "../../core/cluster/names";
import type { GoogleIngress } from "../config/ingress";
import type { GooglePartProps } from "../config/part";

/** The public address of the gateway, where there is one. */
export function ingressAddress(
  scope: Construct,
  ingress: GoogleIngress,
  { name, region, projectId: project, tags }: GooglePartProps,
): ComputeAddress | undefined {
  if (ingress.exposure === "internal") return undefined;
  return new ComputeAddress(scope, "ingress-address", {
    name: resourceName(name, "ingress", 63),
    project,
    region,
    addressType: "EXTERNAL",
    labels: { ...tags },
    // The cluster's load balancer holds it, and must let go of it before it goes.
    lifecycle: { createBeforeDestroy: true },
  });
}

/** GKE's words for where a Service of type LoadBalancer gets its address. */
export function loadBalancer(
  ingress: GoogleIngress,
  address: ComputeAddress | undefined,
  egressAddresses: readonly string[],
): LoadBalancer {
  if (ingress.exposure === "internal" || address === undefined) {
    return {
      exposure: "internal",
      annotations: {
        "networking.gke.io/load-balancer-type": "Internal",
        // From networks beside it in other regions too, as on the other providers.
        "networking.gke.io/internal-load-balancer-allow-global-access": "true",
      },
    };
  }
  // An application may call its own public name, and then comes from one of the cluster's own addresses.
  const allowed = ingress.allowedCidrs && [...ingress.allowedCidrs, ...egressAddresses.map((own) => `${own}/32`)];
  return {
    exposure: "public",
    annotations: {
      // The newer of GKE's two kinds, which asks each node how it is; the other takes no address by its name.
      "cloud.google.com/l4-rbs": "enabled",
      "networking.gke.io/load-balancer-ip-addresses": address.name,
      ...(allowed && { "service.beta.kubernetes.io/load-balancer-source-ranges": allowed.join(",") }),
    },
  };
}
