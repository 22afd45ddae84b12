import { evaluate } from "../../lib/compliance/evaluate";
import { rules } from "../../lib/compliance/rules";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { readStack } from "../../lib/core/reading/terraform-json";
import type { VsphereHavenCluster } from "../../lib/vsphere";
import { cluster as passing } from "./evidence";
import { vsphereCluster } from "./vsphere";

let made: VsphereHavenCluster | undefined;
/** The synthesized stack of one cluster. */
export const { json } = vsphereCluster(
  {
    environment: "production",
    // With an address on the internet the machines' firewall decides HX-public-api.
    access: {
      allowedCidrs: ["10.1.0.0/16"],
      endpoint: "https://203.0.113.9:6443",
      oidc: { issuerUrl: "https://login.example", clientId: "zaken", administratorGroups: ["admins"] },
    },
  },
  (cluster) => {
    made = cluster;
  },
);

/** Ids of the rules that are guaranteed for a stack in which something was changed, but HX-region: a person states where machines are. */
export function guaranteed(changed: JsonObject): readonly string[] {
  if (made === undefined) throw new Error("no cluster");
  const { auditLog, baseline } = passing();
  const evidence = made.evidence(readStack("test", "test", changed));
  const cluster = { ...evidence, ...(baseline && { baseline: { ...baseline, auditLog } }) };
  const judged = evaluate(cluster, [], rules, { asOf: new Date("2026-11-23") });
  return judged.flatMap(({ rule, status }) => (status === "guaranteed" && rule.id !== "HX-region" ? [rule.id] : []));
}

export type Path = readonly (string | number)[];

/** A value with another one at a path; `undefined` removes what is there. */
export function changed(value: Json, path: Path, to: Json | undefined): Json {
  const [key, ...rest] = path;
  if (key === undefined) return to ?? null;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    return list.flatMap((item, index) => (index !== key ? [item] : rest.length === 0 && to === undefined ? [] : [changed(item, rest, to)]));
  }
  const entries = Object.entries(value as JsonObject);
  const kept = entries.flatMap(([name, item]): [string, Json][] => {
    if (name !== key) return [[name, item]];
    return rest.length === 0 && to === undefined ? [] : [[name, changed(item, rest, to)]];
  });
  const fresh = entries.some(([name]) => name === key) ? [] : [[String(key), changed({}, rest, to)] as [string, Json]];
  return Object.fromEntries([...kept, ...fresh]);
}

/** The value at a path. */
export const at = (of: Json, path: Path): Json =>
  path.reduce<Json>((value, key) => (value as Record<string | number, Json>)[key] ?? null, of);

/** Path of the resource or data of a type whose id contains a text. */
export const idOf = (kind: "data" | "resource", type: string, part: string): Path => {
  const id = Object.keys(at(json, [kind, type]) as JsonObject).find((each) => each.includes(part));
  if (id === undefined) throw new Error(`no ${type} with ${part}`);
  return [kind, type, id];
};
