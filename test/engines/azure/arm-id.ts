import { createHash } from "node:crypto";

/** Azure compares ids without regard to case, so every look-up goes through this. */
export function keyOf(id: string): string {
  return id.toLowerCase().replace(/\/+$/, "");
}

interface Split {
  /** What stands before the last `/providers/<namespace>`: a subscription, a resource group, or a resource that is extended. */
  readonly scope: string;
  readonly namespace: string;
  readonly segments: readonly string[];
}

function split(path: string): Split {
  const parts = path.split("/").filter((part) => part !== "");
  const provider = parts.map((part) => part.toLowerCase()).lastIndexOf("providers");
  if (provider < 0 || parts[provider + 1] === undefined) {
    return { scope: "", namespace: "Microsoft.Resources", segments: parts };
  }
  const scope = parts
    .slice(0, provider)
    .map((part) => `/${part}`)
    .join("");
  return { scope, namespace: parts[provider + 1] ?? "", segments: parts.slice(provider + 2) };
}

/** True for the id of one thing, false for the path of a list of things. */
export function isResource(path: string): boolean {
  const { segments } = split(path);
  return segments.length > 0 && segments.length % 2 === 0;
}

/** Lower case, for look-ups in tables: `microsoft.network/virtualnetworks/subnets`. */
export function typeOf(path: string): string {
  const { namespace, segments } = split(path);
  const types = segments.filter((_, index) => index % 2 === 0);
  return [namespace, ...types].join("/").toLowerCase();
}

export function nameOf(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** Where a thing lives: its parent resource, else its resource group, subscription or extended resource. */
export function parentOf(id: string): string | undefined {
  const { scope, segments } = split(id);
  if (scope !== "" && segments.length <= 2) {
    return scope;
  }
  const parts = id.split("/").slice(0, -2);
  return parts.length > 1 ? parts.join("/") : undefined;
}

/** The scope of an extension such as a role assignment or a lock. */
export function scopeOf(id: string): string {
  return split(id).scope;
}

export function isWithin(id: string, scope: string): boolean {
  return `${keyOf(id)}/`.startsWith(`${keyOf(scope)}/`);
}

/** Only things in a resource group are followed up: built-in roles and policies have ids too, but nobody makes them. */
export function isReference(text: string): boolean {
  return /^\/subscriptions\/[^/]+\/resourcegroups\/[^/\s]+(\/[^/\s]+\/[^/\s]+)*$/i.test(text);
}

/** The same thing always gets the same made-up GUID, so that two runs can be compared. */
export function guidOf(text: string): string {
  const hex = createHash("sha256").update(text.toLowerCase()).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
