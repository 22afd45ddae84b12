import { knownAfterApply } from "../core/reading/guarded";
import type { Json } from "../core/reading/json";
import { object } from "../core/reading/terraform-json";

/** Keys and indices that lead to an attribute. */
export type AttributePath = readonly (string | number)[];

export function readPath(value: Json): AttributePath {
  const steps: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [];
  return steps.filter((step) => typeof step === "string" || typeof step === "number");
}

/** `default_node_pool.vm_size`: a block that occurs once needs no index. */
export function pathText(path: AttributePath): string {
  return path.filter((step) => step !== 0).join(".");
}

function stepInto(value: Json | undefined, step: string | number): Json | undefined {
  return typeof step === "number" ? (Array.isArray(value) ? (value[step] as Json | undefined) : undefined) : object(value)[step];
}

/** A value as it may be printed: short, and never a sensitive one. */
export function shownAt(values: Json | undefined, sensitive: Json, path: AttributePath): string {
  if (isMarked(sensitive, path)) return "(sensitive)";
  const value = path.reduce<Json | undefined>(stepInto, values);
  if (value === knownAfterApply) return "(known after the apply)";
  if (value === undefined || value === null || value === "") return "(none)";
  if (typeof value === "object")
    return Array.isArray(value) && value.every((each) => typeof each !== "object") ? shorten(value.join(", ")) : "(…)";
  return shorten(String(value));
}

/** Whether a value is known only after apply. */
export function isUnknownAt(values: Json | undefined, path: AttributePath): boolean {
  return path.reduce<Json | undefined>(stepInto, values) === knownAfterApply;
}

/** Whether the value, or anything around or in it, is sensitive. */
function isMarked(marks: Json, path: AttributePath): boolean {
  const [step, ...rest] = path;
  if (marks === true) return true;
  if (step === undefined) return holdsMark(marks);
  return isMarked(stepInto(marks, step) ?? null, rest);
}

function holdsMark(marks: Json): boolean {
  if (typeof marks !== "object" || marks === null) return marks === true;
  return Object.values(marks).some((mark) => holdsMark(mark));
}

const longest = 80;

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
