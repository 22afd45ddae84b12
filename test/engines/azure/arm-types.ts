import { objectAt, textAt, withDefaults, type JsonObject } from "./arm-json";

/** Azure's way of saying no. The store also writes it down: a test fails on a refusal that a retry would hide. */
export class ArmRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The part of the store that the rules of a type may read. */
export interface ArmResources {
  /** What a GET answers. */
  find(id: string): JsonObject | undefined;
  ofType(type: string): readonly JsonObject[];
  /** Everything in a scope, of one type or of all; the scope itself is not below itself. */
  below(scope: string, type?: string): readonly JsonObject[];
}

/** What Azure adds to a type, and what it refuses. A type that is not in the table is simply kept as it was sent. */
export interface ArmAnswers {
  /** A list in the body whose items are resources of their own; `flat` ones have no `properties` in the list. */
  readonly embeds?: { readonly property: string; readonly type: string; readonly flat?: boolean };
  readonly complete?: (body: JsonObject, resources: ArmResources) => JsonObject;
  /** What comes and goes with it without anybody asking. */
  readonly companions?: (body: JsonObject) => readonly JsonObject[];
  readonly refusePut?: (body: JsonObject, resources: ArmResources) => void;
  readonly refuseRemoval?: (id: string, resources: ArmResources) => void;
}

export function idOf(body: JsonObject): string {
  return textAt(body, "id") ?? "";
}

/** The properties that were sent, and Azure's own where none was. */
export function filled(body: JsonObject, defaults: JsonObject): JsonObject {
  return { ...body, properties: withDefaults(objectAt(body, "properties"), defaults) };
}
