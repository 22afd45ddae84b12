import type { JsonObject } from "../../lib/core/reading/json";

interface Change {
  readonly type?: string;
  readonly actions: readonly string[];
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly unknown?: JsonObject | boolean;
  readonly sensitive?: JsonObject;
  readonly paths?: readonly (readonly (string | number)[])[];
  /** Attributes beside the change itself. */
  readonly beside?: JsonObject;
}

/** One resource change as `terraform show -json` writes it. */
export function change(address: string, { type, actions, before, after, unknown, sensitive, paths, beside }: Change): JsonObject {
  return {
    address,
    mode: "managed",
    type: type ?? address.split(".")[0] ?? "",
    change: {
      actions,
      before: before ?? null,
      after: after ?? null,
      after_unknown: unknown ?? {},
      before_sensitive: sensitive ?? {},
      after_sensitive: sensitive ?? {},
      ...(paths && { replace_paths: paths }),
    },
    ...beside,
  };
}

export function plan(changes: readonly JsonObject[], rest: JsonObject = {}): JsonObject {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: {},
    resource_changes: changes,
    complete: true,
    errored: false,
    ...rest,
  };
}

export const present = (...resources: readonly { readonly address: string; readonly values: JsonObject }[]): JsonObject => ({
  values: {
    root_module: {
      resources: resources.map(({ address, values }) => ({ address, mode: "managed", type: address.split(".")[0] ?? "", values })),
    },
  },
});

/** Values without one of their attributes. */
export const without = (values: JsonObject, attribute: string): JsonObject =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== attribute));
