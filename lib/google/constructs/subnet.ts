import type { ComputeNetwork } from "@cdktf/provider-google/lib/compute-network";
import { ComputeSubnetwork } from "@cdktf/provider-google/lib/compute-subnetwork";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { SecondaryRanges } from "../config/address-plan";
import { rangeNames } from "../config/defaults";
import type { GooglePartProps } from "../config/part";

/** The subnet of nodes, with the ranges of pods and services. */
export interface GoogleSubnet {
  /** `projects/<project>/regions/<region>/subnetworks/<name>`. */
  readonly id: string;
  /** Undefined when the subnet existed. */
  readonly resource?: ComputeSubnetwork;
  readonly podRangeName: string;
  readonly serviceRangeName: string;
}

export function createSubnet(
  scope: Construct,
  network: ComputeNetwork,
  cidr: string,
  { podCidr, serviceCidr }: SecondaryRanges,
  { name, region, projectId: project }: GooglePartProps,
): GoogleSubnet & { readonly resource: ComputeSubnetwork } {
  const resource = new ComputeSubnetwork(scope, "nodes", {
    name: resourceName(name, "nodes", 63),
    project,
    region,
    network: network.id,
    ipCidrRange: cidr,
    secondaryIpRange: [
      { rangeName: rangeNames.pods, ipCidrRange: podCidr },
      { rangeName: rangeNames.services, ipCidrRange: serviceCidr },
    ],
    // Nodes reach Google's services without a public address.
    privateIpGoogleAccess: true,
    // Who spoke with whom: half of the packets is enough to find a break-in, and half the cost.
    logConfig: { aggregationInterval: "INTERVAL_5_SEC", flowSampling: 0.5, metadata: "INCLUDE_ALL_METADATA" },
  });
  return { id: resource.id, resource, podRangeName: rangeNames.pods, serviceRangeName: rangeNames.services };
}
