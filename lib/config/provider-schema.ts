/** What `scripts/schema.mjs` makes of a provider's props; loaded when a file names the provider. */
export interface ProviderSchema {
  readonly validate: Validate;
  /** Without references, so that an error's `schemaPath` leads through it. Made at every call: most files need none. */
  readonly schema: () => Schema;
}

/** A validator compiled by ajv: tells whether the value is right, and keeps what isn't in `errors`. */
export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly ValidationError[] | null;
}

/** The part of JSON Schema that is read here. */
export interface Schema {
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly discriminator?: { readonly propertyName: string };
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly required?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What ajv says. */
export interface ValidationError {
  readonly instancePath: string;
  /** From the schema of the prop that the value is in, or from the root. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export interface SchemaError extends ValidationError {
  /** From the root of the schema. */
  readonly schemaPath: string;
  /** Value of the keyword. */
  readonly schema: unknown;
  readonly parentSchema: Schema;
  readonly data: unknown;
}

/** Looks up what errors are about. Ajv's `verbose` would say it too, in a validator that is a third larger and loaded every time. */
export function inContext(errors: readonly ValidationError[], whole: Schema, value: unknown): SchemaError[] {
  // A hostile file has a hundred thousand errors in a few places of the schema.
  const places = new Map<string, Pick<SchemaError, "schemaPath" | "schema" | "parentSchema">>();
  return errors.map((error) => {
    const [, prop, ...below] = error.instancePath.split("/");
    const schemaPath = prop === undefined ? error.schemaPath : error.schemaPath.replace("#", `#/properties/${prop}`);
    const place = places.get(schemaPath) ?? placeIn(whole, schemaPath);
    places.set(schemaPath, place);
    return { ...error, ...place, data: valueAt(value, prop === undefined ? [] : [prop, ...below]) };
  });
}

function placeIn(whole: Schema, schemaPath: string): Pick<SchemaError, "schemaPath" | "schema" | "parentSchema"> {
  const steps = schemaPath.split("/").slice(1);
  return { schemaPath, schema: schemaAt(whole, steps), parentSchema: schemaAt(whole, steps.slice(0, -1)) ?? {} };
}

/** What stands at the steps of a `schemaPath`. */
export function schemaAt(schema: Schema, steps: readonly string[]): Schema | undefined {
  return valueAt(schema, steps.map(decodeURIComponent)) as Schema | undefined;
}

/** What stands at the steps of a JSON pointer. */
function valueAt(root: unknown, steps: readonly string[]): unknown {
  return steps.reduce((found, step) => {
    const name = step.replaceAll("~1", "/").replaceAll("~0", "~");
    return typeof found === "object" && found !== null ? (found as Readonly<Record<string, unknown>>)[name] : undefined;
  }, root);
}

/** Every name of a property, wherever it is in a schema, with the shortest path that leads to it. */
export type PropertyPaths = Map<string, readonly string[]>;

export function propertyPaths(schema: Schema, path: readonly string[] = [], found: PropertyPaths = new Map()): PropertyPaths {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const here = [...path, name];
    if ((found.get(name)?.length ?? Infinity) > here.length) found.set(name, here);
    propertyPaths(property, here, found);
  }
  for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])])
    propertyPaths(part, path, found);
  return found;
}
