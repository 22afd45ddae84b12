import { type LocatedProblem, problemAt } from "./located-problem";
import { nearest } from "../core/validation/nearest";
import { inContext, type ProviderSchema, propertyPaths, type Schema, type SchemaError } from "./provider-schema";
import { chosenBranches } from "./schema-branches";
import { firstSentence, unknownKey, wrongValue } from "./schema-messages";
import type { Path } from "./shown";
import { entryAt, type MapSource, placeToAdd, type Source, sourceAt } from "./source";

/** What a schema has against a value, and which parts must go before anything else looks at it. */
export interface SchemaFindings {
  readonly problems: readonly LocatedProblem[];
  readonly invalid: readonly InvalidPart[];
}

export interface InvalidPart {
  readonly path: Path;
  /** An item of a list can be emptied when it is meant to be a map; otherwise the list goes. */
  readonly isMap: boolean;
}

/** More than anybody reads: putting a hundred thousand into words takes seconds. */
const mostErrors = 2000;

/**
 * Puts ajv's errors into words.
 *
 * @param root where the value was read
 * @param complete whether all of it could be read; only then something can be missing
 */
export function schemaProblems({ validate, schema }: ProviderSchema, value: unknown, root: MapSource, complete: boolean): SchemaFindings {
  if (validate(value)) return { problems: [], invalid: [] };
  const whole = schema();
  const all = chosenBranches(inContext(validate.errors ?? [], whole, value));
  const errors = all.slice(0, mostErrors).map((error) => ({ ...error, path: pathOf(error.instancePath, root) }));
  const meant = meantKeys(errors);
  const isExcused = (error: PlacedError, missing: string) =>
    !complete || entryAt(root, error.path, missing) !== undefined || meant.has(keyIn(error, missing));
  const paths = propertyPaths(whole);
  const said = new Set<string>();

  const problems = errors.flatMap((error): LocatedProblem[] => {
    const { path, instancePath } = error;
    const missing = missingKey(error);
    if (missing !== undefined) return isExcused(error, missing) ? [] : [missingProblem(error, missing, root)];
    const unknown = param(error, "additionalProperty");
    if (unknown !== undefined) {
      const at = entryAt(root, path, unknown)?.key ?? root.at;
      return [problemAt(at, [...path, unknown], unknownKey(error, unknown, whole, paths))];
    }
    const tag = error.keyword === "discriminator" ? param(error, "tag") : undefined;
    const here = tag === undefined ? path : [...path, tag];
    const source = sourceAt(root, here);
    // A value of the wrong kind is often out of range too; one thing at a time.
    if (source?.kind === "refused" || said.has(instancePath)) return [];
    said.add(instancePath);
    const { message, hint } = wrongValue(error, source);
    return [problemAt(source?.at ?? root.at, here, message, hint)];
  });

  const beyond = new Set(
    all.slice(mostErrors).map((error) => error.instancePath.split("/")[1] ?? param(error, "additionalProperty") ?? ""),
  );
  return {
    problems: [...problems, ...mistypedTags(errors, root)],
    invalid: [...errors.flatMap(invalidPart), ...[...beyond].map((key) => ({ path: [key], isMap: false }))],
  };
}

type PlacedError = SchemaError & { readonly path: Path };

function param({ params }: SchemaError, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" ? value : undefined;
}

/** A required key, or the key that tells the branches of a union apart. */
function missingKey(error: SchemaError): string | undefined {
  if (error.keyword === "required") return param(error, "missingProperty");
  return error.keyword === "discriminator" && error.params.tagValue === undefined ? param(error, "tag") : undefined;
}

function keyIn({ instancePath }: SchemaError, key: string): string {
  return `${instancePath}\n${key}`;
}

/** Keys that are there under a mistyped name: they aren't missing as well. */
function meantKeys(errors: readonly SchemaError[]): Set<string> {
  return new Set(
    errors.flatMap((error) => {
      const unknown = param(error, "additionalProperty");
      if (unknown !== undefined) {
        const near = nearest(unknown, Object.keys(error.parentSchema.properties ?? {}));
        return near === undefined ? [] : [keyIn(error, near)];
      }
      const tag = missingKey(error);
      return tag !== undefined && mistypedTag(error) !== undefined ? [keyIn(error, tag)] : [];
    }),
  );
}

function mistypedTag(error: SchemaError): string | undefined {
  const tag = missingKey(error);
  if (tag === undefined || error.keyword !== "discriminator") return undefined;
  const known = (error.parentSchema.oneOf ?? []).flatMap(({ properties = {} }) => Object.keys(properties));
  return Object.keys(error.data as object).find((key) => !known.includes(key) && nearest(key, known) === tag);
}

/** Without the key that chooses a branch nothing of the union was checked, that key's own spelling included. */
function mistypedTags(errors: readonly PlacedError[], root: MapSource): LocatedProblem[] {
  return errors.flatMap((error) => {
    const key = mistypedTag(error);
    const at = key === undefined ? undefined : entryAt(root, error.path, key)?.key;
    return key === undefined || at === undefined
      ? []
      : [problemAt(at, [...error.path, key], `is not a known key; did you mean ${missingKey(error) ?? ""}?`)];
  });
}

function missingProblem(error: PlacedError, key: string, root: MapSource): LocatedProblem {
  const { parentSchema } = error;
  const property = parentSchema.properties?.[key];
  const branches = (parentSchema.oneOf ?? []).flatMap(({ properties }) => properties?.[key]?.const ?? []);
  const choices = property?.enum ?? (branches.length > 0 ? branches : undefined);
  const hint = [firstSentence(property ?? (branches.length > 0 ? parentSchema : undefined)), choices && `One of ${choices.join(", ")}.`];
  return problemAt(placeToAdd(root, error.path), [...error.path, key], "is missing", hint.filter(Boolean).join("\n") || undefined);
}

function invalidPart(error: PlacedError): InvalidPart[] {
  const { path, keyword, parentSchema } = error;
  if (missingKey(error) !== undefined) {
    const mistyped = mistypedTag(error);
    return mistyped === undefined ? [] : [{ path: [...path, mistyped], isMap: false }];
  }
  const key = param(error, "additionalProperty") ?? (keyword === "discriminator" ? param(error, "tag") : undefined);
  return [key === undefined ? { path, isMap: isMap(parentSchema) } : { path: [...path, key], isMap: false }];
}

function isMap({ type, anyOf = [] }: Schema): boolean {
  return type === "object" || anyOf.some(isMap);
}

/** A JSON pointer as keys and indices; which of them are indices only the value tells. */
function pathOf(pointer: string, root: Source): Path {
  const path: (string | number)[] = [];
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    path.push(sourceAt(root, path)?.kind === "list" ? Number(key) : key);
  }
  return path;
}
