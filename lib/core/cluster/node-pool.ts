import type { IConstruct } from "constructs";
import { type Problem, rejectProblems } from "../validation/errors";
import type { Incomplete } from "../validation/incomplete";

/** A pool of equal nodes that is scaled as one, at a provider that sells machine types by name. */
export interface NodePoolProps extends PoolProps {
  /** The provider's name of the machine type, for example `Standard_D4ds_v5`. A change creates new nodes before it removes the old ones. */
  readonly machineType: string;

  /**
   * Discounted nodes that the provider may reclaim at any time. They don't count towards Haven's three workers.
   *
   * @default false
   */
  readonly spot?: boolean;
}

/** A pool of equal nodes on any platform. */
export interface PoolProps {
  /**
   * Name of the pool, unique in the cluster. A change creates a new pool.
   *
   * @pattern ^[a-z][a-z0-9]{0,11}$
   * @form a lower case letter, then letters and digits, at most 12 characters
   */
  readonly name: string;

  /**
   * Minimum number of nodes over all zones together. All pools that take applications need at least 3 together.
   *
   * @minimum 0
   * @maximum 1000
   * @haven haworkers
   */
  readonly minNodes: number;

  /**
   * Maximum number of nodes over all zones together. Between minimum and maximum the autoscaler decides.
   *
   * @minimum 1
   * @maximum 1000
   */
  readonly maxNodes: number;

  /**
   * Zones over which the nodes are spread.
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
   * Maximum number of pods per node.
   *
   * @default 110
   * @minimum 30
   * @maximum 250
   */
  readonly maxPods?: number;
}

/** A taint of nodes: it keeps pods away that do not tolerate it. */
export interface Taint {
  /** Key of the taint. */
  readonly key: string;
  /** Value of the taint. @default none */
  readonly value?: string;
  /** Effect on pods without a matching toleration. */
  readonly effect: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
}

/** `key=value:effect`, as kubectl and the providers write it. */
export function taintText({ key, value, effect }: Taint): string {
  return `${key}=${value ?? ""}:${effect}`;
}

/**
 * Rules for pools on every provider.
 *
 * @param zones zones of the region; empty when unknown
 * @param reservedPrefixes prefixes of labels and taints that the platform reserves
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

/** Splits a total over zones; the first zones get the remainder. */
export function splitOverZones(total: number, zones: number): readonly number[] {
  return Array.from({ length: zones }, (_, index) => Math.floor(total / zones) + (index < total % zones ? 1 : 0));
}

/** Refuses a second pool of one name in a cluster that keeps its pools as `pool-<name>`. */
export function rejectTwinPool(cluster: IConstruct, { name }: Pick<PoolProps, "name">): void {
  const id = `pool-${name}`;
  if (cluster.node.tryFindChild(id) === undefined) return;
  rejectProblems(`${cluster.node.path}/${id}`, [{ path: "name", message: `"${name}" is the name of another pool` }]);
}

/** Refuses configurations in which no pool can run the platform's own pods. */
export function homelessProblems(pools: readonly Incomplete<PoolProps>[], whose: string): Problem[] {
  const takes = ({ minNodes, taints = [] }: Incomplete<PoolProps>) =>
    (minNodes ?? 1) > 0 && !taints.some(({ effect }) => effect === "NoSchedule" || effect === "NoExecute");
  if (pools.length === 0 || pools.some(takes)) return [];
  return [{ path: "nodePools", message: `have no node for ${whose} own pods; give one without such a taint minNodes: 1 or more` }];
}

/** Kubernetes has the same syntax for labels and taints. */
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

/** Kubernetes lets a node set labels with these prefixes itself, although the surrounding domains are reserved. */
const open = ["kubelet.kubernetes.io", "node.kubernetes.io"];

function isReserved(prefix: string, reserved: readonly string[]): boolean {
  return !open.includes(prefix) && reserved.some((of) => prefix === of || prefix.endsWith(`.${of}`));
}
