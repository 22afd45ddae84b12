import { pathText, type Path } from "../text/shown";
import type { Problem } from "../validation/errors";
import { nearest } from "../validation/nearest";
import { chosenBranches } from "./branches";
import { firstSentence, unknownKey, wrongValue } from "./messages";
import { inContext, propertyPaths, type PropsSchema, type Schema, type SchemaError, validationErrors, valueAt } from "./props-schema";

/** One objection of a schema, with the place that it is about. */
export interface Finding {
  readonly path: Path;
/** Subject of the objection: the value at `path`, its last key, or a key that should be added there. */
  readonly about: "value" | "key" | "missing";
  readonly message: string;
  readonly hint?: string;
}

/** Objections of a schema to props, with the parts that must be removed before rules look at the rest. */
export interface SchemaFindings {
  readonly findings: readonly Finding[];
  readonly invalid: readonly InvalidPart[];
}

export interface InvalidPart {
  readonly path: Path;
  /** An item of a list can be emptied when it is meant to be a map; otherwise the whole list is removed. */
  readonly isMap: boolean;
}

/** Facts about props beside the values that are judged. */
export interface Given {
  /** False when a part of the props could not be read: then nothing can be called missing. */
  readonly complete: boolean;
  /** Whether a key was given, although its value isn't judged here: a token, or a value that was refused already. */
  readonly has: (path: Path, key: string) => boolean;
  /** Whether a problem with the value at a path was reported already. */
  readonly isRefused: (path: Path) => boolean;
  /** Text that was written for a value: `1.30`, where YAML reads 1.3. Undefined when the value says it. */
  readonly written: (path: Path) => string | undefined;
}

/** More than anybody reads: putting a hundred thousand errors into words takes seconds. */
const mostErrors = 2000;

/** Puts the errors of a validator into words. */
export function schemaFindings(schema: PropsSchema, value: Readonly<Record<string, unknown>>, given: Given): SchemaFindings {
  const raw = validationErrors(schema, value);
  if (raw.length === 0) return { findings: [], invalid: [] };
  const whole = schema.schema();
  const all = chosenBranches(inContext(raw, whole, value));
  const errors = all.slice(0, mostErrors).map((error) => ({ ...error, path: pathOf(error.instancePath, value) }));
  const meant = meantKeys(errors);
  const isExcused = (error: PlacedError, missing: string) =>
    !given.complete || given.has(error.path, missing) || meant.has(keyIn(error, missing));
  const paths = propertyPaths(whole);
  const said = new Set<string>();

  const findings = errors.flatMap((error): Finding[] => {
    const { path, instancePath } = error;
    const missing = missingKey(error);
    if (missing !== undefined) return isExcused(error, missing) ? [] : [missingFinding(error, missing)];
    const unknown = param(error, "additionalProperty");
    if (unknown !== undefined) return [{ path: [...path, unknown], about: "key", message: unknownKey(error, unknown, whole, paths) }];
    const tag = error.keyword === "discriminator" ? param(error, "tag") : undefined;
    const here = tag === undefined ? path : [...path, tag];
    // A value of the wrong kind is often out of range too; one thing at a time.
    if (given.isRefused(here) || said.has(instancePath)) return [];
    said.add(instancePath);
    return [{ path: here, about: "value", ...wrongValue(error, given.written(here)) }];
  });

  const beyond = new Set(
    all.slice(mostErrors).map((error) => error.instancePath.split("/")[1] ?? param(error, "additionalProperty") ?? ""),
  );
  return {
    findings: [...findings, ...errors.flatMap(mistypedTagFinding)],
    invalid: [...errors.flatMap(invalidPart), ...[...beyond].map((key) => ({ path: [key], isMap: false }))],
  };
}

/** The same objection for a user of constructs, who has no file to point to. */
export function findingProblem({ path, message, hint }: Finding): Problem {
  return { path: pathText(path), message, ...(hint !== undefined && { hint }) };
}

/** A copy of plain data without the parts that a schema refused. */
export function withoutInvalid<Value>(value: Value, parts: readonly InvalidPart[]): Value {
  if (parts.length === 0) return value;
  const rest = structuredClone(value);
  for (const part of parts) remove(rest, part);
  return rest;
}

function remove(root: unknown, { path, isMap }: InvalidPart): void {
  const last = path.at(-1);
  const parent = path.slice(0, -1).reduce<unknown>((at, step) => (isContainer(at) ? at[step] : undefined), root);
  if (last === undefined || !isContainer(parent)) return;
  if (!Array.isArray(parent)) Reflect.deleteProperty(parent, last);
// The other items must keep their indices in the file.
  else if (isMap) parent[Number(last)] = {};
  else remove(root, { path: path.slice(0, -1), isMap: false });
}

function isContainer(value: unknown): value is Record<string | number, unknown> {
  return typeof value === "object" && value !== null;
}

type PlacedError = SchemaError & { readonly path: Path };

function param({ params }: SchemaError, name: string): string | undefined {
  const value = params[name];
  return typeof value === "string" ? value : undefined;
}

/** Name of a missing required key, or of a missing discriminator. */
function missingKey(error: SchemaError): string | undefined {
  if (error.keyword === "required") return param(error, "missingProperty");
  return error.keyword === "discriminator" && error.params.tagValue === undefined ? param(error, "tag") : undefined;
}

function keyIn({ instancePath }: SchemaError, key: string): string {
  return `${instancePath}\n${key}`;
}

/** Keys that were given under a mistyped name: they are not missing as well. */
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

/** Without the discriminator ajv checks nothing of the union, so it doesn't report a mistyped discriminator either. */
function mistypedTagFinding(error: PlacedError): Finding[] {
  const key = mistypedTag(error);
  return key === undefined
    ? []
    : [{ path: [...error.path, key], about: "key", message: `is not a known key; did you mean ${missingKey(error) ?? ""}?` }];
}

function missingFinding(error: PlacedError, key: string): Finding {
  const { parentSchema } = error;
  const property = parentSchema.properties?.[key];
  const branches = (parentSchema.oneOf ?? []).flatMap(({ properties }) => properties?.[key]?.const ?? []);
  const choices = property?.enum ?? (branches.length > 0 ? branches : undefined);
  const hint = [firstSentence(property ?? (branches.length > 0 ? parentSchema : undefined)), choices && `One of ${choices.join(", ")}.`]
    .filter(Boolean)
    .join("\n");
  return { path: [...error.path, key], about: "missing", message: "is missing", ...(hint !== "" && { hint }) };
}

function invalidPart(error: PlacedError): InvalidPart[] {
  const { path, keyword, parentSchema } = error;
  if (missingKey(error) !== undefined) {
    const mistyped = mistypedTag(error);
    return mistyped === undefined ? [] : [{ path: [...path, mistyped], isMap: false }];
  }
  const key = param(error, "additionalProperty") ?? (keyword === "discriminator" ? param(error, "tag") : undefined);
  return [key === undefined ? { path, isMap: describesMap(parentSchema) } : { path: [...path, key], isMap: false }];
}

function describesMap({ type, anyOf = [] }: Schema): boolean {
  return type === "object" || anyOf.some(describesMap);
}

/** A JSON pointer as keys and indices. Only the value tells keys and indices apart. */
function pathOf(pointer: string, root: unknown): Path {
  const path: (string | number)[] = [];
  let at = root;
  for (const step of pointer.split("/").slice(1)) {
    path.push(Array.isArray(at) ? Number(step) : step.replaceAll("~1", "/").replaceAll("~0", "~"));
    at = valueAt(at, [step]);
  }
  return path;
}
