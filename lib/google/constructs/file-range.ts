import { ComputeGlobalAddress } from "@cdktf/provider-google/lib/compute-global-address";
import { ServiceNetworkingConnection } from "@cdktf/provider-google/lib/service-networking-connection";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { prefixOf } from "../../core/addresses/addresses";
import { resourceName } from "../../core/cluster/names";
import type { GooglePartProps } from "../config/part";
import { beginPart } from "./part";

export interface GoogleFileRangeProps extends GooglePartProps {
  readonly networkId: string;
  /** Range of the network that Filestore may use. */
  readonly cidr: string;
}

/** Private Service Access: the range in which Google puts file servers for this network alone. */
export class GoogleFileRange extends Construct {
  readonly range: ComputeGlobalAddress;
  readonly connection: ServiceNetworkingConnection;
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleFileRangeProps) {
    super(scope, id);
    beginPart(this, props);
    const { name, projectId: project, tags, networkId: network, cidr } = props;
    this.range = new ComputeGlobalAddress(this, "Resource", {
      name: resourceName(name, "files", 63),
      project,
      purpose: "VPC_PEERING",
      addressType: "INTERNAL",
      network,
      address: cidr.split("/")[0],
      prefixLength: prefixOf(cidr),
      labels: { ...tags },
    });
    this.connection = new ServiceNetworkingConnection(this, "connection", {
      network,
      service: "servicenetworking.googleapis.com",
      reservedPeeringRanges: [this.range.name],
      // Google holds it for days after the last file server went, and a tear-down would fail on that (issues 16275, 18834, 19908).
      deletionPolicy: "ABANDON",
    });
    this.ready = [this.connection];
  }
}
