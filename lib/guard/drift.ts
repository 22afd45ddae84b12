import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../core/reading/json";
import { guardedType } from "./guarded-types";
import type { Plan, PlannedChange } from "./plan";

/** Changes outside Terraform that the plan reverts. Values that a refresh only fills in are left out. */
export function driftNotes({ drift, changes }: Plan): string[] {
  return drift
    .filter(({ type }) => guardedType(type) !== undefined)
    .flatMap((drifted) => {
      const planned = changes.find(({ address, fate }) => address === drifted.address && fate === "changed");
      if (drifted.fate === "destroyed") return [`${drifted.address} was deleted outside Terraform`];
      const names = differences(drifted).filter((name) => planned !== undefined && differences(planned).includes(name));
      return names.length > 0 ? [`${drifted.address} was changed outside Terraform: ${names.join(", ")}`] : [];
    });
}

function differences({ before = {}, after = {} }: PlannedChange): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => !isDeepStrictEqual(filled(before[name]), filled(after[name])));
}

/** Providers store an absent value as null after an apply, and as an empty list after the next refresh: nobody changed it. */
function filled(value: Json | undefined): Json {
  if (value === undefined || value === "") return null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.length > 0 ? (value as readonly Json[]).map(filled) : null;
  const entries = Object.entries(value as JsonObject)
    .map(([name, each]): [string, Json] => [name, filled(each)])
    .filter(([, each]) => each !== null);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}
