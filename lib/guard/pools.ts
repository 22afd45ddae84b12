import type { PoolPart, Zone } from "../core/reading/guarded";
import type { JsonObject } from "../core/reading/json";
import { type Finding, found, keyOf } from "./finding";
import { guardedType } from "./guarded-types";
import type { Fate, Plan, PlannedChange } from "./plan";
import { fateOf } from "./reasons";
import { isRemoved } from "./removals";

/** A part of a pool, with what becomes of it. */
interface Part {
  readonly change: PlannedChange;
  readonly before?: PoolPart;
  readonly after?: PoolPart;
}

const goes = ({ change }: Part) => change.fate === "destroyed";
const stays = ({ change: { fate } }: Part) => fate !== "destroyed" && fate !== "made" && fate !== "replaced";

/** What a plan does to nodes, where no cluster goes as a whole: that says enough. */
export function poolFindings(plan: Plan): { readonly findings: Finding[]; readonly notes: string[] } {
  const clusterGoes = plan.changes.some((change) => isRemoved(change) && isWholeCluster(change));
  if (clusterGoes) return { findings: [], notes: [] };
  const parts = partsOf(plan);
  const zoneNames = zoneNamer(plan);
  const kept = parts.filter(stays).flatMap(({ after, before }) => after ?? before ?? []);
  const coming = parts.filter(({ change }) => change.fate === "made").flatMap(({ after }) => after ?? []);
  const before = parts.flatMap((part) => part.before ?? []);
  const lastGoes = before.some(({ lasting }) => lasting) && !kept.some(({ lasting }) => lasting);
  const newPools = [...new Set(coming.map(({ pool }) => pool))].filter((name) => !before.some(({ pool }) => pool === name));
  const zonesAfter = zonesOf([...kept, ...coming.filter(({ lasting }) => lasting)], zoneNames);

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
      if (lastGoes && old.lasting) {
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
      const lost = zonesOf([old], zoneNames).filter((zone) => !zonesAfter.includes(zone));
      return lost.length > 0
        ? say(fateOf(change, plan.drift), { loss: `no node is left in zone ${lost.join(", ")}` }, `${change.address}:zone`)
        : [];
    }
    if (next === undefined) return [];
    if (next.zones === undefined) {
      return say("has zones that are known only after the apply", { loss: "whether it loses one can't be told" }, `${change.address}:zone`);
    }
    const lost = zonesOf([old], zoneNames).filter((zone) => !zonesOf([next], zoneNames).includes(zone));
    return lost.length > 0
      ? say(
          `would LOSE ZONE ${lost.join(", ")}`,
          { loss: `pool ${old.pool} no longer survives what it survived` },
          `${change.address}:zone`,
        )
      : [];
  });

  const refused = new Set(findings.map(({ address }) => address));
  const notes = parts
    .filter(({ change, before: old }) => old !== undefined && !refused.has(change.address))
    .flatMap((part) => noteOf(part, kept));
  return { findings, notes: [...new Set(notes)] };
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

/** All parts of all pools: those that the plan says nothing of stay as they are. */
function partsOf({ changes, present }: Plan): Part[] {
  const planned = changes.filter(({ deposed }) => deposed === undefined);
  const untouched = present.filter(
    ({ address }) => !planned.some((change) => change.address === address || change.previousAddress === address),
  );
  const kept = untouched.map(({ address, type, values }): PlannedChange => ({ ...nothing, address, type, before: values, after: values }));
  return [...planned, ...kept].flatMap((change) => {
    const read = guardedType(change.type)?.pools;
    if (read === undefined) return [];
    // A block of a cluster may hold several.
    const [before, after] = [change.before, change.after].map((values) => values && read(values, change.address));
    const count = Math.max(before?.length ?? 0, after?.length ?? 0);
    return Array.from({ length: count }, (_, index) => ({ change, before: before?.[index], after: after?.[index] }));
  });
}

const nothing = { fate: "kept" as Fate, replacePaths: [], beforeSensitive: null, afterSensitive: null };

/** Names zones by their subnets, where the plan knows them. */
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
