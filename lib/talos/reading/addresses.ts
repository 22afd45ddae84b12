import type { TalosDocument } from "../machine-config/documents";

/** Where the machines of a pool are in the synthesized JSON. */
export interface MachinePoolAddresses {
  readonly name: string;
  readonly zones: readonly string[];
  readonly machines: readonly MachineAddresses[];
}

/** Where one machine is in the synthesized JSON. */
export interface MachineAddresses {
  readonly resource: string;
  /** Resource that applies the configuration; undefined when nothing does. */
  readonly apply: string | undefined;
  /** IP address of the machine. */
  readonly address: string;
}

/** Where the resources of a cluster of Talos machines are in the synthesized JSON. Plain data: evidence is read without a construct. */
export interface TalosAddresses {
  /** Name of the cluster. */
  readonly name: string;
  /** Folder of the provider that creates the machines. */
  readonly provider: string;
  /** The cluster's secrets. */
  readonly secrets: string;
  /** Resource that starts etcd. */
  readonly bootstrap: string;
  readonly controlPlane: MachinePoolAddresses;
  /** Pools for applications, in the order in which they were given. */
  readonly nodePools: readonly MachinePoolAddresses[];
  /** Documents by their rendered text; a patch that isn't among them is parsed. */
  readonly rendered: ReadonlyMap<string, TalosDocument>;
  /** Subnet of the machines, and those of zones that have their own. */
  readonly network: {
    readonly cidr: string;
    readonly gateway: string;
    readonly zones: readonly { readonly name: string; readonly cidr?: string }[];
    /** First address for load balancers, which is the gateway's. */
    readonly loadBalancer: string;
  };
  /** URL of the object storage; undefined without one. */
  readonly objectStorage: string | undefined;
  readonly auditRetentionDays: number;
}
