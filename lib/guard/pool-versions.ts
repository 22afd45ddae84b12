import { type Finding, found } from "./finding";
import { guardedType } from "./guarded-types";
import { minor } from "./kubernetes-version";
import type { Plan } from "./plan";
import { poolParts } from "./pools";

/**
 * Kubernetes supports nodes that are at most this many minors older than the control plane, and none that are newer.
 * @see https://kubernetes.io/releases/version-skew-policy/
 */
const mostBehind = 3;

/** Pools with another Kubernetes minor than their control plane, for example after an upgrade that stopped halfway. */
export function poolVersionFindings(plan: Plan): { readonly findings: readonly Finding[]; readonly notes: readonly string[] } {
  const controlPlanes = controlPlaneVersions(plan);
  const findings: Finding[] = [];
  const notes = new Set<string>();
  for (const { change, before, after } of poolParts(plan)) {
    if (after?.cluster === undefined || change.fate === "destroyed") continue;
    const versions = controlPlanes.get(after.cluster);
    const behind = skew(after.version, versions?.after);
    if (behind === undefined || behind === 0) continue;
    const says = `pool ${after.pool} runs Kubernetes ${after.version ?? ""} and its control plane ${versions?.after ?? ""}`;
    if (isSupported(behind) || !isSupported(skew(before?.version, versions?.before) ?? 0)) notes.add(`${says}: upgrade the pool too`);
    else {
      const loss = `nodes may be at most ${mostBehind} minors older than the control plane, and never newer`;
      findings.push(found(change, "node pool", { what: `would be UNSUPPORTED: ${says}`, loss, allow: `${change.address}:pool-version` }));
    }
  }
  return { findings, notes: [...notes] };
}

function skew(nodes: string | undefined, controlPlane: string | undefined): number | undefined {
  const [older, newer] = [minor(nodes), minor(controlPlane)];
  return older === undefined || newer === undefined ? undefined : newer - older;
}

const isSupported = (behind: number) => behind >= 0 && behind <= mostBehind;

interface Versions {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** Versions of each control plane, by the name of its cluster. */
function controlPlaneVersions({ changes, present }: Plan): ReadonlyMap<string, Versions> {
  const planned = new Set(changes.map(({ address }) => address));
  const all = [
    ...present.filter(({ address }) => !planned.has(address)).map(({ type, values }) => ({ type, before: values, after: values })),
    ...changes.filter(({ deposed, fate }) => deposed === undefined && fate !== "destroyed"),
  ];
  return new Map(
    all.flatMap(({ type, before, after }): (readonly [string, Versions])[] => {
      const { kubernetesVersion: read, clusterName } = guardedType(type) ?? {};
      const name = clusterName?.(after ?? {}) ?? clusterName?.(before ?? {});
      if (read === undefined || name === undefined) return [];
      const [asked, next] = [before && read.asked(before), after && read.asked(after)];
      const running = before && (read.running?.(before) ?? asked);
      return [[name, { before: running, after: next !== undefined && next !== asked ? next : running }]];
    }),
  );
}
