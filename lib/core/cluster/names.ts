import { createHash } from "node:crypto";

/**
 * Naming rule: `<name>` for the only resource of its kind, `<name>-<purpose>` for the others.
 *
 * A name that is too long for a service is cut and ends in a hash of the whole, so that two long names stay different.
 */
export function resourceName(name: string, purpose: string | undefined, maxLength: number): string {
  const full = purpose === undefined ? name : `${name}-${purpose}`;
  if (full.length <= maxLength) return full;
  return `${full.slice(0, maxLength - 7).replace(/-+$/, "")}-${hash(full, 6)}`;
}

export function hash(text: string, length: number): string {
  return createHash("sha256").update(text).digest("hex").slice(0, length);
}
