import { parseAllDocuments, stringify } from "yaml";
import { guardedType } from "../../../lib/guard/guarded-types";
import type { Json, JsonObject } from "../../../lib/core/reading/json";
import { object } from "../../../lib/core/reading/terraform-json";

const kept = ["format_version", "terraform_version", "checks", "applyable", "complete", "errored", "deferred_changes"];
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** What the guard reads of a plan, without secrets: small enough to be kept, and real in what is left. */
export function shrink(plan: JsonObject): JsonObject {
  const resources = list(object(object(object(plan.prior_state).values).root_module).resources).map(object);
  const changing = new Set(
    list(plan.resource_changes)
      .map(object)
      .filter((change) => list(object(change.change).actions)[0] !== "no-op")
      .map(({ address = null }) => address),
  );
  const drift = list(plan.resource_drift)
    .map(object)
    .filter(({ type = null, address = null }) => guardedType(String(type)) !== undefined && changing.has(address))
    .map(shrinkChange);
  return {
    ...Object.fromEntries(Object.entries(plan).filter(([key]) => kept.includes(key))),
    ...(drift.length > 0 && { resource_drift: drift }),
    resource_changes: list(plan.resource_changes)
      .map(object)
      .filter((change) => matters(change) || list(object(change.change).actions)[0] !== "no-op")
      .map(shrinkChange),
    prior_state: { values: { root_module: { resources: resources.filter(matters).map(shrinkResource) } } },
  };
}

/** What a judgement needs where nothing changes: pools, clusters, and the subnets that say in which zone a pool is. */
function matters({ type = null, mode = null }: JsonObject): boolean {
  const guarded = guardedType(String(type));
  return mode === "managed" && (guarded?.kind === "cluster" || guarded?.pools !== undefined || type === "aws_subnet");
}

function shrinkResource({ values, sensitive_values: marks = false, ...resource }: JsonObject): JsonObject {
  return { ...resource, values: withoutNothing(hidden(values ?? null, marks)) };
}

function shrinkChange({ change, ...resource }: JsonObject): JsonObject {
  const { before = null, after = null, before_sensitive: old = false, after_sensitive: next = false, ...rest } = object(change);
  const guarded = guardedType(String(resource.type)) !== undefined || resource.type === "aws_subnet";
  const brief = (values: Json) => (guarded || values === null ? values : { id: object(values).id ?? null });
  return {
    ...resource,
    change: {
      ...rest,
      before: withoutNothing(brief(hidden(before, old))),
      after: withoutNothing(brief(hidden(after, next))),
      before_sensitive: guarded ? old : {},
      after_sensitive: guarded ? next : {},
      ...(!guarded && { after_unknown: {} }),
    },
  };
}

function hidden(value: Json, marks: Json, key = ""): Json {
  if (key === "machine_configuration_input" && typeof value === "string") return readPart(value);
  // Marked in the cluster's resources only, and here too.
  if (value !== null && value !== "" && (marks === true || key === "extra_config")) return "(secret)";
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((each, index) => hidden(each, list(marks)[index] ?? false));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, each]) => [name, hidden(each, object(marks)[name] ?? false, name)]),
  );
}

/** A machine's configuration holds the keys of the whole cluster. */
function readPart(text: string): string {
  const documents = parseAllDocuments(text).map((each) => object(each.toJS() as Json));
  const parts = documents.flatMap(({ kind, ...document }): JsonObject[] => {
    if (kind === undefined) {
      const { image = null, extraArgs = null, auditPolicy = null } = object(object(document.cluster).apiServer);
      const { type = null, nodeTaints = null, kubelet } = object(document.machine);
      const { registerWithTaints = null } = object(object(kubelet).extraConfig);
      return [
        {
          machine: { type, nodeTaints, kubelet: { extraConfig: { registerWithTaints } } },
          cluster: { apiServer: { image, extraArgs, auditPolicy } },
        },
      ];
    }
    return typeof kind === "string" && /^Network(Rule|DefaultAction)Config$/.test(kind) ? [{ kind, ...document }] : [];
  });
  return parts.map((part) => stringify(part)).join("---\n");
}

/** Long, and of no weight. */
const unread = new Set(["tags_all", "timeouts", "policy", "assume_role_policy"]);

/** What isn't set says nothing, and is half of a plan. */
function withoutNothing(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutNothing);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as JsonObject)
    .filter(([key]) => !unread.has(key))
    .map(([key, each]): [string, Json] => [key, withoutNothing(each)]);
  return Object.fromEntries(entries.filter(([, each]) => each !== null && each !== "" && !(typeof each === "object" && isEmpty(each))));
}

const isEmpty = (value: object) => Object.keys(value).length === 0;
