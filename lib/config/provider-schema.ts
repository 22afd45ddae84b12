/** What `scripts/schema.mjs` makes of a provider's props; loaded when a file names the provider. */
export interface ProviderSchema {
  readonly validate: Validate;
  /** Without references, so that an error's `schemaPath` leads through it. */
  readonly schema: Schema;
}

/** A validator compiled by ajv: tells whether the value is right, and keeps what isn't in `errors`. */
export interface Validate {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
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

/** What ajv says with `verbose`. */
export interface SchemaError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  /** Value of the keyword. */
  readonly schema: unknown;
  readonly parentSchema: Schema;
  readonly data: unknown;
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
