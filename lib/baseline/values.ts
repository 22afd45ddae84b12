import { Fn, Token } from "cdktf";
import type { Values } from "./component";

/**
 * Values for Helm as YAML documents, of which a later one goes before an earlier.
 *
 * What is known at synth stands apart from what Terraform computes: it stays readable in a plan, the report can read it, and a computed
 * text with a quote in it can't break the document.
 */
export function valueDocuments(values: Values): string[] {
  const { known, computed } = split(values);
  return [
    ...(Object.keys(known).length > 0 ? [escapeTemplate(JSON.stringify(known, undefined, 2))] : []),
    ...(Object.keys(computed).length > 0 ? [Fn.jsonencode(computed)] : []),
  ];
}

/** Terraform would take these in a text for expressions of its own. */
function escapeTemplate(text: string): string {
  return text.replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

/** The values as they were before they were escaped. */
export function knownValues(document: string): Values {
  return JSON.parse(document.replaceAll(/([$%])\1(?=\{)/g, (_, sign: string) => sign)) as Values;
}

function split(values: Values): { readonly known: Values; readonly computed: Values } {
  const known: Record<string, unknown> = {};
  const computed: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (isMap(value)) {
      const parts = split(value);
      const isEmpty = Object.keys(value).length === 0;
      if (isEmpty || Object.keys(parts.known).length > 0) known[key] = parts.known;
      if (Object.keys(parts.computed).length > 0) computed[key] = parts.computed;
    } else if (hasToken(value)) computed[key] = value;
    else known[key] = value;
  }
  return { known, computed };
}

/** Helm replaces a list as a whole, so one token in it makes all of it computed. */
function hasToken(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  if (Array.isArray(value)) return value.some(hasToken);
  return isMap(value) && Object.entries(value).some(([key, item]) => Token.isUnresolved(key) || hasToken(item));
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !Token.isUnresolved(value);
}
