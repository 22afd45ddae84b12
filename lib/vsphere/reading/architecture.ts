import type { Architecture, ArchitecturePool } from "../../core/reading/architecture";
import { attribute, number, resourceAt, type StackJson } from "../../core/reading/terraform-json";
import type { MachinePoolAddresses } from "../../talos/reading/addresses";
import { nfsPart, talosArchitecture } from "../../talos/reading/architecture";
import type { VsphereAddresses } from "./addresses";

/** What the picture shows of a cluster on vSphere. */
export function vsphereArchitecture(stack: StackJson, addresses: VsphereAddresses): Architecture {
  const { controlPlane, nodePools, sharedStorage } = addresses;
  return talosArchitecture(addresses, {
    platform: "Talos on vSphere, Kubernetes",
    networkKind: { en: "Port groups", nl: "Poortgroepen" },
    nodePools: [controlPlane, ...nodePools].map((pool) => poolOf(stack, pool)),
    sharedStorage: sharedStorage.type === "nfs" ? nfsPart(sharedStorage) : { name: "vSAN File Services", details: [] },
  });
}

function poolOf(stack: StackJson, { name, machines, zones }: MachinePoolAddresses): ArchitecturePool {
  const there = machines.map(({ resource }) => resourceAt(stack, resource)).filter(({ attributes }) => "name" in attributes);
  const [first] = there;
  const cpus = first && attribute(first, "num_cpus", number).value;
  const memory = first && attribute(first, "memory", number).value;
  return {
    name,
    ...(cpus !== undefined && memory !== undefined && { machineType: `${cpus} vCPU, ${memory / 1024} GiB` }),
    minNodes: there.length,
    maxNodes: there.length,
    zones,
  };
}
