import { quoted } from "../core/text/shown";
import type { Json, JsonObject } from "../core/reading/json";
import { map, object, strings } from "../core/reading/terraform-json";
import { type AttributePath, readPath } from "./attribute-path";
import { plannedValues } from "./unknown";

/** The parts of a Terraform or OpenTofu plan that guard reads. */
export interface Plan {
  readonly changes: readonly PlannedChange[];
  /** Changes that Terraform deferred, because it doesn't know enough yet. */
  readonly deferred: readonly PlannedChange[];
  /** Changes since the last apply that Terraform did not make. */
  readonly drift: readonly PlannedChange[];
  /** Every managed resource that exists now, also those that the plan does not mention. */
  readonly present: readonly PresentResource[];
  /** Whether Terraform stopped with an error, so that the plan is incomplete. */
  readonly errored: boolean;
  /** False with `-target`, or if Terraform deferred a change. */
  readonly complete: boolean;
  /** Messages of failed `check` blocks and preconditions. */
  readonly failedChecks: readonly string[];
}

export interface PresentResource {
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
}

export interface PlannedChange {
  readonly address: string;
  /** Address before a `moved` block. */
  readonly previousAddress?: string;
  /** Key of an object that an earlier replacement did not destroy. */
  readonly deposed?: string;
  readonly type: string;
  readonly fate: Fate;
  /** Why Terraform replaces or destroys it, in its own terms. */
  readonly reason?: string;
  readonly before: JsonObject | undefined;
  /** Values that are known only after the apply are `knownAfterApply`. */
  readonly after: JsonObject | undefined;
  readonly replacePaths: readonly AttributePath[];
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
}

/**
 * Effect of a plan on a resource. `replaced`: destroyed before its successor exists; `rolled`: destroyed after that. `forgotten`: it exists on,
 * unmanaged; `abandoned`: the same, while a new one is created beside it.
 */
export type Fate = "kept" | "changed" | "made" | "replaced" | "rolled" | "destroyed" | "forgotten" | "abandoned";

const fates: Readonly<Record<string, Fate | undefined>> = {
  "no-op": "kept",
  update: "changed",
  create: "made",
  "delete,create": "replaced",
  "create,delete": "rolled",
  delete: "destroyed",
  forget: "forgotten",
  "create,forget": "abandoned",
  "forget,create": "abandoned",
};

/** The input is not a plan; the message follows the name of the input. */
export class NotAPlan extends Error {
  override readonly name = "NotAPlan";
}

/** Reads the JSON of `terraform show -json`. @throws NotAPlan with the reason why it isn't one */
export function readPlan(json: unknown): Plan {
  const plan = map(json as Json);
  if (plan === undefined) throw new NotAPlan("is no plan: it holds no JSON object");
  const { format_version: version = null } = plan;
  if (typeof version !== "string") {
    throw new NotAPlan(
      "lineage" in plan || "serial" in plan
        ? "is a state, not a plan"
        : "is no plan: format_version, which terraform show writes, is missing",
    );
  }
  if (!/^1\./.test(version)) throw new NotAPlan("is a plan in a format that isn't known here; known is 1.x, of Terraform 1.1 and newer");
  if (!("planned_values" in plan) && !("resource_changes" in plan) && !("terraform_version" in plan && "errored" in plan)) {
    throw new NotAPlan("values" in plan ? "is a state, not a plan" : "is no plan: neither planned_values nor resource_changes is in it");
  }
  const deferred = list(plan.deferred_changes, "deferred_changes").map((each) => object(each).resource_change ?? null);
  return {
    changes: readChanges(plan.resource_changes, "resource_changes"),
    deferred: readChanges(deferred, "deferred_changes"),
    drift: readChanges(plan.resource_drift, "resource_drift"),
    present: presentIn(object(object(plan.prior_state).values).root_module),
    errored: plan.errored === true,
    complete: plan.complete !== false,
    failedChecks: list(plan.checks, "checks").flatMap(problemsOf),
  };
}

function list(value: Json | undefined, name: string): readonly Json[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new NotAPlan(`is no plan: ${name} is no list`);
  return value as readonly Json[];
}

function readChanges(value: Json | undefined, name: string): PlannedChange[] {
  return list(value, name).flatMap((entry, index) => {
    const at = `${name}[${index}]`;
    const { mode = null, address = null, type = null, previous_address: previous = null, deposed = null, ...rest } = object(entry);
    if (mode === "data") return [];
    const { change } = rest;
    const actions = strings(object(change).actions ?? null);
    if (typeof address !== "string" || typeof type !== "string" || actions === undefined) {
      throw new NotAPlan(`is no plan: ${at} has no address, type or actions`);
    }
    if (actions.join() === "read") return [];
    const fate = fates[actions.join()];
    if (fate === undefined)
      throw new NotAPlan(`is a plan with an action that isn't known here: ${at} has ${quoted(actions.join(" and "))}`);
    const { before = null, after = null, after_unknown: unknowns = null, replace_paths: paths } = object(change);
    const { before_sensitive: beforeSensitive = null, after_sensitive: afterSensitive = null } = object(change);
    return [
      {
        address,
        type,
        fate,
        ...(typeof previous === "string" && previous !== address && { previousAddress: previous }),
        ...(typeof deposed === "string" && { deposed }),
        ...(typeof rest.action_reason === "string" && { reason: rest.action_reason }),
        before: map(before),
        after: plannedValues(after, unknowns, map(before)),
        replacePaths: list(paths, `${at}.replace_paths`).map(readPath),
        beforeSensitive,
        afterSensitive,
      },
    ];
  });
}

function presentIn(module: Json | undefined): PresentResource[] {
  const { resources, child_modules: children } = object(module);
  const here = list(resources, "prior_state").flatMap((entry) => {
    const { mode = null, address = null, type = null, values = null } = object(entry);
    return mode === "managed" && typeof address === "string" && typeof type === "string" ? [{ address, type, values: object(values) }] : [];
  });
  return [...here, ...list(children, "prior_state").flatMap(presentIn)];
}

function problemsOf(check: Json): string[] {
  const { status = null, instances, address } = object(check);
  if (status !== "fail" && status !== "error") return [];
  const messages = list(instances, "checks").flatMap((instance) =>
    list(object(instance).problems, "checks").flatMap((problem) => {
      const { message } = object(problem);
      return typeof message === "string" ? [message] : [];
    }),
  );
  const { to_display: name } = object(address);
  return messages.length > 0 ? messages : [`${typeof name === "string" ? name : "a check"} failed`];
}
