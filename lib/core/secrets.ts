import type { Fact } from "./evidence";
import { type Json, object, type StackJson } from "./terraform-json";

const secretName = /(password|passwd|secret|token|api_?key|access_?key|private_?key|client_?secret|connection_?string|credentials?)$/i;

/** Whether a key by its name holds a credential. */
export function looksLikeSecret(key: string): boolean {
  return secretName.test(key.replaceAll("-", "_"));
}

/** Attributes of a stack whose literal value looks like a credential; the values are left out. */
export function literalSecrets(stack: StackJson): readonly Fact<string>[] {
  return stack.resources.flatMap(({ address, constructPath, attributes }) =>
    literals(attributes, "").map((attribute) => ({
      value: "(a literal)",
      origin: { stack: stack.name, address, attribute, ...(constructPath !== undefined && { constructPath }) },
    })),
  );
}

function literals(value: Json, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json, index) => literals(item, `${path}.${index}`));
  return Object.entries(object(value)).flatMap(([key, child]) => {
    const at = path === "" ? key : `${path}.${key}`;
    const literal = typeof child === "string" && child !== "" && !child.includes("${");
    return [...(literal && looksLikeSecret(key) ? [at] : []), ...(key === "//" ? [] : literals(child, at))];
  });
}
