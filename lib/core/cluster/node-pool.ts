import type { IConstruct } from "constructs";
import { type Problem, rejectProblems } from "../validation/errors";
import type { Incomplete } from "../validation/incomplete";

/** Nodes of one kind that grow and shrink together, at a provider that sells machines by name. */
export interface NodePoolProps extends PoolProps {
  /** The provider's own name, for example `Standard_D4ds_v5`. A change brings up new nodes before the old ones go. */
  readonly machineType: string;

  /**
   * Nodes at a discount that the provider may take away at any time. They don't count for Haven's three workers.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** Nodes of one kind, whatever they are made of. */
export interface PoolProps {
  /**
   * Unique in the cluster. A change makes a new pool.
   *
   * @pattern ^[a-z][a-z0-9]{0,11}$
   * @form a lower case letter, then letters and digits, at most 12 characters
   */
  readonly name: string;

  /**
   * Least number of nodes, over all zones together. At least 3 over all pools that take applications.
   *
   * @minimum 0
   * @maximum 1000
   * @haven haworkers
   */
  readonly minNodes: number;

  /**
   * Most nodes, over all zones together; between the two an autoscaler decides.
   *
   * @minimum 1
   * @maximum 1000
   */
  readonly maxNodes: number;

  /**
   * Zones that the nodes are spread over.
   *
   * @default every zone of the region
   * @minItems 1
   * @haven multiaz
   */
  readonly zones?: readonly string[];

  /** Kubernetes labels on the nodes. @default none */
  readonly labels?: Readonly<Record<string, string>>;

  /** Kubernetes taints on the nodes: pods without a matching toleration stay away. @default none */
  readonly taints?: readonly Taint[];

  /**
   * Size of the operating system's disk, in GiB.
   *
   * @default 128
   * @minimum 30
   */
  readonly diskSizeGib?: number;

  /**
   * Most pods on one node.
   *
   * @default 110
   * @minimum 30
   * @maximum 250
   */
  readonly maxPods?: number;
}

export interface Taint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint. @default none */
  readonly value?: string;
  /** What happens to pods that don't tolerate it. */
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** `key=value:effect`, as kubectl and the providers write it. */
export function taintText({ key, value, effect }: Taint): string {
  return `${key}=${value ?? ""}:${effect}`;
}

/**
 * What is wrong with pools whatever the provider; `zones` are those of the region, and `reservedPrefixes` those of labels and taints
 * that the platform keeps for itself.
 */
export function nodePoolProblems(
  pools: readonly Incomplete<PoolProps>[],
  zones: readonly string[],
  reservedPrefixes: readonly string[],
): Problem[] {
  const names = pools.map(({ name }) => name);
  return pools.flatMap((pool, index) => {
    const at = (key: string) => `nodePools[${index}].${key}`;
    const { name, minNodes, maxNodes, labels = {}, taints = [] } = pool;
    const unknownZones = pool.zones?.filter((zone) => zones.length > 0 && !zones.includes(zone)) ?? [];
    return [
      ...(name !== undefined && names.indexOf(name) < index
        ? [{ path: at("name"), message: `"${name}" is the name of another pool` }]
        : []),
      ...(minNodes !== undefined && maxNodes !== undefined && minNodes > maxNodes
        ? [{ path: at("maxNodes"), message: `${maxNodes} is less than minNodes, ${minNodes}` }]
        : []),
      ...(new Set(pool.zones).size < (pool.zones?.length ?? 0) ? [{ path: at("zones"), message: "name a zone twice" }] : []),
      ...unknownZones.map((zone) => ({ path: at("zones"), message: `"${zone}" is not a zone of the region; it has ${zones.join(", ")}` })),
      ...Object.entries(labels).flatMap(([key, value]) => labelProblems(at(`labels.${key}`), key, value, reservedPrefixes)),
      ...taints.flatMap(({ key, value }, place) =>
        key === undefined ? [] : labelProblems(at(`taints[${place}]`), key, value ?? "", reservedPrefixes),
      ),
    ];
  });
}

/** Splits a total over zones: the first zones get the rest. */
export function splitOverZones(total: number, zones: number): readonly number[] {
  return Array.from({ length: zones }, (_, index) => Math.floor(total / zones) + (index < total % zones ? 1 : 0));
}

/** Refuses a second pool of one name in a cluster that keeps its pools as `pool-<name>`. */
export function rejectTwinPool(cluster: IConstruct, { name }: Pick<PoolProps, "name">): void {
  const id = `pool-${name}`;
  if (cluster.node.tryFindChild(id) === undefined) return;
  rejectProblems(`${cluster.node.path}/${id}`, [{ path: "name", message: `"${name}" is the name of another pool` }]);
}

/** Where the platform's own pods run on the pools: one of them must have a node that takes them. */
export function homelessProblems(pools: readonly Incomplete<PoolProps>[], whose: string): Problem[] {
  const takes = ({ minNodes, taints = [] }: Incomplete<PoolProps>) =>
    (minNodes ?? 1) > 0 && !taints.some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute");
  if (pools.length === 0 || pools.some(takes)) return [];
  return [{ path: "nodePools", message: `have no node for ${whose} own pods; give one without such a taint minNodes: 1 or more` }];
}

/** Kubernetes takes the same keys and values for labels and for taints. */
function labelProblems(path: string, key: string, value: string, reservedPrefixes: readonly string[]): Problem[] {
  const [prefix, ...rest] = key.includes("/") ? key.split("/") : [undefined, key];
  const name = rest.join("/");
  if (prefix !== undefined && isReserved(prefix, reservedPrefixes)) {
    return [{ path, message: `"${key}" begins with ${prefix}/, which the platform keeps for itself` }];
  }
  const named = /^[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?$/;
  const domain = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
  if (!named.test(name) || (prefix !== undefined && (!domain.test(prefix) || prefix.length > 253))) {
    return [{ path, message: `"${key}" is not a key such as team or example.nl/team; at most 63 letters, digits, - _ and . after the /` }];
  }
  if (value !== "" && !named.test(value)) {
    return [
      { path, message: `"${value}" is not a value: at most 63 letters, digits, - _ and ., beginning and ending with a letter or digit` },
    ];
  }
  return [];
}

/** Kubernetes lets a node say of itself what begins with these, whatever is kept for the platform around them. */
const open = ["kubelet.kubernetes.io", "node.kubernetes.io"];

function isReserved(prefix: string, reserved: readonly string[]): boolean {
  return !open.includes(prefix) && reserved.some((of) => prefix === of || prefix.endsWith(`.${of}`));
}
