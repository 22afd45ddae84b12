import { boundsProblems } from "../core/validation/bounds";
import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import { nodePoolProblems } from "../core/cluster/node-pool";
import type { VsphereControlPlaneConfig, VsphereNodePoolConfig } from "./node-pool";
import type { VsphereZone } from "./zones";

type Pool = Incomplete<VsphereNodePoolConfig>;

/** Prefixes of labels and taints that a kubelet may not set on its own node; Kubernetes would refuse the zone's label with them. */
const reservedPrefixes = ["k8s.io", "kubernetes.io"];

/** The control plane is a pool of this name as well. */
export const controlPlaneName = "control";

/** What Kubernetes or vSphere would refuse of pools for applications. */
export function vspherePoolProblems(pools: readonly Pool[], zones: readonly Incomplete<VsphereZone>[]): Problem[] {
  const names = zones.flatMap(({ name }) => name ?? []);
  return [
    ...nodePoolProblems(pools, names, reservedPrefixes),
    ...pools.flatMap((pool, index) => {
      const at = (key: string) => `nodePools[${index}].${key}`;
      const { name, minNodes, maxNodes } = pool;
      return [
        ...(name !== undefined && !/^[a-z][a-z0-9]{0,11}$/.test(name)
          ? [{ path: at("name"), message: `"${name}" is not a pool name: a lower case letter, then letters and digits, 12 at most` }]
          : []),
        ...(name === controlPlaneName
          ? [{ path: at("name"), message: `"${controlPlaneName}" is the control plane's name`, hint: "set controlPlane to change it" }]
          : []),
        ...(minNodes !== undefined && maxNodes !== undefined && minNodes < maxNodes
          ? [
              {
                path: at("maxNodes"),
                message: `${maxNodes} is more than minNodes, ${minNodes}; nothing adds machines here, so both must be the same`,
              },
            ]
          : []),
        ...boundsProblems(at("minNodes"), minNodes, 0, 500),
        ...boundsProblems(at("cpus"), pool.cpus, 2, 128),
        ...boundsProblems(at("memoryGib"), pool.memoryGib, 4, 2048),
        ...boundsProblems(at("maxPods"), pool.maxPods, 30, 250),
        ...boundsProblems(at("diskSizeGib"), pool.diskSizeGib, 30, 2048),
        ...boundsProblems(at("addressOffset"), pool.addressOffset, 2, 65_000),
      ];
    }),
  ];
}

export function controlPlaneProblems(given: Incomplete<VsphereControlPlaneConfig>): Problem[] {
  const { nodes } = given as { readonly nodes?: number };
  return [
    ...(nodes === undefined || [1, 3, 5].includes(nodes)
      ? []
      : [
          {
            path: "controlPlane.nodes",
            message: `${nodes} is not 1, 3 or 5: an even number loses its majority as soon as an odd one does, and more only slow etcd down`,
          },
        ]),
    ...boundsProblems("controlPlane.cpus", given.cpus, 2, 64),
    ...boundsProblems("controlPlane.memoryGib", given.memoryGib, 4, 512),
    ...boundsProblems("controlPlane.diskSizeGib", given.diskSizeGib, 30, 2048),
    ...boundsProblems("controlPlane.addressOffset", given.addressOffset, 2, 65_000),
  ];
}
