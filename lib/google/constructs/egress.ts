import { ComputeAddress } from "@cdktf/provider-google/lib/compute-address";
import type { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeRouter } from "@cdktf/provider-google/lib/compute-router";
import { ComputeRouterNat } from "@cdktf/provider-google/lib/compute-router-nat";
import type { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { googleDefaults } from "../config/defaults";
import type { GoogleEgress } from "../config/egress";
import type { GooglePartProps } from "../config/part";

/** What was made for traffic that leaves the network. */
export interface Egress {
  /** Public addresses that traffic leaves from; empty where Google chooses them. */
  readonly addresses: readonly ComputeAddress[];
  readonly router?: ComputeRouter;
  readonly nat?: ComputeRouterNat;
  /** What a cluster waits for before its nodes can leave. */
  readonly ready: readonly ITerraformDependable[];
}

/** Makes the way out of the node subnet. */
export function createEgress(
  scope: Construct,
  network: ComputeNetwork,
  nodes: ComputeSubnetwork,
  egress: GoogleEgress,
  { name, region, projectId: project, tags }: GooglePartProps,
): Egress {
  const count = egress.type === "cloud-nat" ? (egress.addresses ?? 1) : 0;
  const addresses = Array.from(
    { length: count },
    (_, index) =>
      new ComputeAddress(scope, numbered("egress-address", index), {
        name: resourceName(name, numbered("egress", index), 63),
        project,
        region,
        addressType: "EXTERNAL",
        labels: { ...tags },
        // The gateway holds it, and must let go of it before it goes.
        lifecycle: { createBeforeDestroy: true },
      }),
  );
  const router = new ComputeRouter(scope, "router", { name: resourceName(name, "router", 63), project, region, network: network.id });
  const nat = new ComputeRouterNat(scope, "egress", {
    name: resourceName(name, "egress", 63),
    project,
    region,
    router: router.name,
    natIpAllocateOption: egress.type === "cloud-nat" ? "MANUAL_ONLY" : "AUTO_ONLY",
    ...(addresses.length > 0 && { natIps: addresses.map(({ selfLink }) => selfLink) }),
    sourceSubnetworkIpRangesToNat: "LIST_OF_SUBNETWORKS",
    // Pods too, whose addresses are in a secondary range.
    subnetwork: [{ name: nodes.id, sourceIpRangesToNat: ["ALL_IP_RANGES"] }],
    enableDynamicPortAllocation: true,
    // The other way of giving out ports; Google refuses both at once.
    enableEndpointIndependentMapping: false,
    ...googleDefaults.natPorts,
    logConfig: { enable: true, filter: "ERRORS_ONLY" },
  });
  return { addresses, router, nat, ready: [nat] };
}

// The first has no number, so that a second one leaves it as it is.
function numbered(text: string, index: number): string {
  return index === 0 ? text : `${text}-${index + 1}`;
}
