import type { PoolPart, Zone } from "../core/reading/guarded";
import type { JsonObject } from "../core/reading/json";
import { type Finding, found, keyOf } from "./finding";
import { guardedType } from "./guarded-types";
import type { Fate, Plan, PlannedChange } from "./plan";
import { fateOf } from "./reasons";
import { isRemoved } from "./removals";

/** A part of a pool, with the effect of the plan on it. */
export interface Part {
  readonly change: PlannedChange;
  readonly before?: PoolPart | undefined;
  readonly after?: PoolPart | undefined;
}

interface Judged {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
}

const goes = ({ change }: Part) => change.fate === "destroyed";
const stays = ({ change: { fate } }: Part) => fate !== "destroyed" && fate !== "made" && fate !== "replaced";

/** Whether applications always find a node of the pool; undefined when unknown. */
export function holds({ lasting, keepsNodes }: PoolPart): boolean | undefined {
  if (lasting === false || keepsNodes === false) return false;
  return lasting === undefined || keepsNodes === undefined ? undefined : true;
}

/** Effects on nodes. Each cluster is judged alone: the pools of one hold no application of another. */
export function poolFindings(plan: Plan): Judged {
  const nameZone = zoneNamer(plan);
  const removed = clustersRemoved(plan);
  const groups = new Map<string, Part[]>();
  for (const part of poolParts(plan)) {
    const { cluster = "", configures = false } = part.before ?? part.after ?? {};
    // The removal of the cluster is a finding, which says enough.
    if (removed.has(cluster)) continue;
    const key = `${configures} ${cluster}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const judged = [...groups].map(([key, parts]) => (key.startsWith("true") ? configured(parts) : judgeCluster(parts, plan, nameZone)));
  return { findings: judged.flatMap(({ findings }) => findings), notes: [...new Set(judged.flatMap(({ notes }) => notes))] };
}

function clustersRemoved({ changes }: Plan): ReadonlySet<string> {
  const whole = changes.filter((change) => isRemoved(change) && change.deposed === undefined && isWholeCluster(change));
  return new Set(whole.map(({ type, before = {} }) => guardedType(type)?.clusterName?.(before) ?? ""));
}

function judgeCluster(parts: readonly Part[], plan: Plan, nameZone: (zone: Zone) => string): Judged {
  const kept = parts.filter(stays).flatMap(({ after, before }) => after ?? before ?? []);
  const coming = parts.filter(({ change }) => change.fate === "made").flatMap(({ after }) => after ?? []);
  const before = parts.flatMap((part) => part.before ?? []);
  const isLasting = ({ lasting }: PoolPart) => lasting === true;
  const isHolding = (part: PoolPart) => holds(part) === true;
  const lastGoes = [isLasting, isHolding].some((is) => before.some(is) && !kept.some(is));
  const newPools = [...new Set(coming.map(({ pool }) => pool))].filter((name) => !before.some(({ pool }) => pool === name));
  const zonesAfter = zonesOf([...kept, ...coming.filter(isLasting)], nameZone);

  const findings = parts.flatMap((part): Finding[] => {
    const { change } = part;
    const [old, next] = [part.before, part.after];
    if (old === undefined) return [];
    const say = (what: string, rest: Pick<Finding, "loss" | "hint">, allow = keyOf(change)) => [
      found(change, "node pool", { what, ...rest, allow }),
    ];
    const size = old.nodes === undefined ? "its nodes" : counted(old.nodes);

    if (change.fate === "replaced") {
      return say(fateOf(change, plan.drift), {
        loss: `pool ${old.pool} loses ${size} before others are there`,
        hint: "add a pool, apply, move the work, and take this one out after that",
      });
    }
    if (goes(part)) {
      const stillThere = kept.some(({ pool }) => pool === old.pool);
      const replaced = coming.some(({ pool }) => pool === old.pool);
      if (lastGoes && old.lasting !== false) {
        return say(fateOf(change, plan.drift), {
          loss: `pool ${old.pool} loses ${size}, and no pool is left that applications can stay on`,
          hint: newPools.length > 0 ? firstTheNew(newPools) : undefined,
        });
      }
      if (!stillThere && newPools.length > 0) {
        return say(fateOf(change, plan.drift), {
          loss: `pool ${old.pool} loses ${size} while ${newPools.join(", ")} comes, and neither waits for the other`,
          hint: firstTheNew(newPools),
        });
      }
      if (replaced) {
        return say(fateOf(change, plan.drift), {
          loss: `pool ${old.pool} loses ${size} while others of it come, and neither waits for the other`,
          hint: "name the zones of the pool that is there, and put what is new into another pool",
        });
      }
      const lost = zonesOf([old], nameZone).filter((zone) => !zonesAfter.includes(zone));
      return lost.length > 0
        ? say(fateOf(change, plan.drift), { loss: `no node is left in zone ${lost.join(", ")}` }, `${change.address}:zone`)
        : [];
    }
    if (next === undefined) return [];
    const turned = kept.some(isHolding) ? [] : turnedAway(part);
    if (next.zones === undefined) {
      const unknown = "CANNOT BE JUDGED: its zones are known only after the apply";
      return [...turned, ...say(unknown, { loss: "perhaps the pool loses a zone" }, `${change.address}:zone`)];
    }
    const lost = zonesOf([old], nameZone).filter((zone) => !zonesOf([next], nameZone).includes(zone));
    if (lost.length === 0) return turned;
    const loss = `pool ${old.pool} no longer survives the loss of the zones that are left`;
    return [...turned, ...say(`would LOSE ZONE ${lost.join(", ")}`, { loss }, `${change.address}:zone`)];
  });

  const refused = new Set(findings.map(({ address }) => address));
  const notes = parts
    .filter(({ change, before: old }) => old !== undefined && !refused.has(change.address))
    .flatMap((part) => noteOf(part, kept));
  return { findings, notes };
}

/** Configurations of machines: they may turn applications away from every machine. */
function configured(parts: readonly Part[]): Judged {
  const kept = parts.filter(stays).flatMap(({ after, before }) => after ?? before ?? []);
  return { findings: kept.some((part) => holds(part) === true) ? [] : parts.filter(stays).flatMap(turnedAway), notes: [] };
}

/** A change in place, or a replacement, after which applications can't rely on the pool. Judged where no other pool is left to them. */
function turnedAway({ change, before, after }: Part): Finding[] {
  if (before === undefined || after === undefined || holds(before) !== true || holds(after) === true) return [];
  const what =
    holds(after) === undefined
      ? "CANNOT BE JUDGED: whether it keeps nodes for applications is known only after the apply"
      : after.lasting === false
        ? "would TURN APPLICATIONS AWAY: its nodes become spot machines, tainted or the system's own"
        : "would go down to NO NODES";
  return [found(change, "node pool", { what, loss: "no pool is left that applications can stay on", allow: `${change.address}:nodes` })];
}

const firstTheNew = (names: readonly string[]) =>
  `add ${names.join(", ")} first and apply, move the work, and take the old one out after that`;
const counted = (nodes: number) => `${nodes} ${nodes === 1 ? "node" : "nodes"}`;

function isWholeCluster({ type }: PlannedChange): boolean {
  const guarded = guardedType(type);
  return guarded?.kubernetesVersion !== undefined && guarded.isMachine !== true;
}

function noteOf({ change, before }: Part, kept: readonly PoolPart[]): string[] {
  const pool = before?.pool ?? "";
  if (change.fate === "rolled") return [`pool ${pool} gets new nodes before the old ones go`];
  if (change.fate !== "destroyed") return [];
  return kept.some((part) => part.pool === pool)
    ? [`pool ${pool} gets smaller; drain what goes first`]
    : [`pool ${pool} goes, others stay`];
}

/** All parts of all pools. Those that the plan does not mention stay as they are. */
export function poolParts({ changes, present }: Plan): Part[] {
  const planned = changes.filter(({ deposed }) => deposed === undefined);
  const untouched = present.filter(
    ({ address }) => !planned.some((change) => change.address === address || change.previousAddress === address),
  );
  const kept = untouched.map(({ address, type, values }): PlannedChange => ({ ...nothing, address, type, before: values, after: values }));
  return [...planned, ...kept].flatMap((change) => {
    const read = guardedType(change.type)?.pools;
    if (read === undefined) return [];
    // A cluster may contain several pools.
    const [before, after] = [change.before, change.after].map((values) => values && read(values, change.address));
    const count = Math.max(before?.length ?? 0, after?.length ?? 0);
    return Array.from({ length: count }, (_, index) => ({ change, before: before?.[index], after: after?.[index] }));
  });
}

const nothing = { fate: "kept" as Fate, replacePaths: [], beforeSensitive: null, afterSensitive: null };

/** Translates subnets to zones, where the plan knows them. */
function zoneNamer({ changes, present }: Plan): (zone: Zone) => string {
  const subnets = [...present, ...changes.map(({ type, before }) => ({ type, values: before }))];
  const byId = new Map(subnets.flatMap(({ type, values }) => (values === undefined ? [] : named(type, values))));
  return (zone) => (typeof zone === "string" ? zone : (byId.get(zone.subnetId) ?? zone.subnetId));
}

function named(type: string, values: JsonObject): readonly (readonly [string, string])[] {
  const zone = guardedType(type)?.zoneOfSubnet?.(values);
  return typeof values.id === "string" && zone !== undefined ? [[values.id, zone]] : [];
}

function zonesOf(parts: readonly PoolPart[], nameOf: (zone: Zone) => string): string[] {
  return [...new Set(parts.flatMap(({ zones }) => (zones ?? []).map(nameOf)))];
}
