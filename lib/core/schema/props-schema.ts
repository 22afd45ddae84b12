

/** What `scripts/schema.mjs` generates from an interface of props. */
export interface PropsSchema {
  /** One compiled validator per prop, in the order of the interface. */
  readonly validators: Readonly<Record<string, Validate>>;
  readonly required: readonly string[];
  /**
   * The schema without references, so that an error's `schemaPath` leads through it. A function, because it is only needed to explain
   * mistakes.
   */
  readonly schema: () => Schema;
}

/** The schema of an object with the props of all parts. */
export function combineSchemas(...parts: readonly PropsSchema[]): PropsSchema {
  return {
    validators: Object.assign({}, ...parts.map(({ validators }) => validators)) as PropsSchema["validators"],
    required: parts.flatMap(({ required }) => required),
    schema: () => {
      const schemas = parts.map(({ schema }) => schema());
      const properties = Object.assign({}, ...schemas.map((schema) => schema.properties)) as Schema["properties"];
      return { type: "object", additionalProperties: false, ...(properties && { properties }), required: parts.flatMap(({ required }) => required) };
    },
  };
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
  /** Completes "must be …" for a value that doesn't match `pattern`; editors show it too. */
  readonly patternErrorMessage?: string;
}


/** What ajv says. */
export interface ValidationError {
  readonly instancePath: string;
  /** From the root of the schema. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}


export interface SchemaError extends ValidationError {
  /** Value of the keyword. */
  readonly schema: unknown;
  readonly parentSchema: Schema;
  readonly data: unknown;
}


/** What a schema has against an object. Its props are judged one by one; the object itself only has keys. */
export function validationErrors({ validators, required }: PropsSchema, value: Readonly<Record<string, unknown>>): ValidationError[] {
  const absent = required.filter((prop) => value[prop] === undefined);
  return [
    ...absent.map((prop) => ({ instancePath: "", schemaPath: "#/required", keyword: "required", params: { missingProperty: prop } })),
    ...Object.keys(value).flatMap((prop): readonly ValidationError[] => {
      const validate = Object.hasOwn(validators, prop) ? validators[prop] : undefined;
      if (validate === undefined) {
        const params = { additionalProperty: prop };
        return [{ instancePath: "", schemaPath: "#/additionalProperties", keyword: "additionalProperties", params }];
      }
      if (value[prop] === undefined || validate(value[prop])) return [];
      const pointer = prop.replaceAll("~", "~0").replaceAll("/", "~1");
      return (validate.errors ?? []).map((error) => ({
        ...error,
        instancePath: `/${pointer}${error.instancePath}`,
        schemaPath: error.schemaPath.replace("#", `#/properties/${pointer}`),
      }));
    }),
  ];
}

/** Looks up what errors are about. Ajv's `verbose` would say it too, in a validator that is a third larger and loaded every time. */
export function inContext(errors: readonly ValidationError[], whole: Schema, value: unknown): SchemaError[] {
  // A hostile file has a hundred thousand errors in a few places of the schema.
  const places = new Map<string, Pick<SchemaError, "schemaPath" | "schema" | "parentSchema">>();
  return errors.map((error) => {
    const { schemaPath, instancePath } = error;
    const place = places.get(schemaPath) ?? placeIn(whole, schemaPath);
    places.set(schemaPath, place);
    return { ...error, ...place, data: valueAt(value, instancePath.split("/").slice(1)) };
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
export function valueAt(root: unknown, steps: readonly string[]): unknown {
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
