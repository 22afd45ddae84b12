import type { Json, JsonObject } from "../../core/reading/json";
import { map, object } from "../../core/reading/terraform-json";
import { auditPolicy } from "../machine-config/audit-policy";

/**
 * Whether the API server writes down who asked for what: true for a policy that leaves out no more than this library's own; undefined for
 * one that isn't understood. Without a policy Talos writes everything.
 */
export function writesAuditEvents(main: JsonObject): boolean | undefined {
  const { auditPolicy: given } = object(object(main.cluster).apiServer);
  if (given === undefined) return true;
  const policy = map(given);
  const rules: readonly Json[] | undefined = Array.isArray(policy?.rules) ? (policy.rules as readonly Json[]) : undefined;
  if (policy === undefined || rules === undefined || !omitsNoMore(policy.omitStages)) return undefined;
  const judged = rules.filter((rule) => !ours.includes(JSON.stringify(rule)));
  const levels = judged.map((rule) => object(rule).level);
  const [first] = judged;
  // A rule without a condition is about everything, and none after it counts.
  if (first !== undefined && levels[0] === "None" && Object.keys(object(first)).length === 1) return false;
  const written = levels.every((level) => level === "Metadata" || level === "Request" || level === "RequestResponse");
  const last = object(judged.at(-1));
  return written && Object.keys(last).every((key) => key === "level") && judged.length > 0 ? true : undefined;
}

const ours: readonly string[] = auditPolicy.rules.map((rule) => JSON.stringify(rule)).slice(0, -1);

/** Kubernetes writes an event at each stage of a request; the answer's is enough. */
function omitsNoMore(stages: Json | undefined): boolean {
  return stages === undefined || (Array.isArray(stages) && stages.every((stage) => stage === "RequestReceived"));
}
