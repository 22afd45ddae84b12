import type { Fact } from "./evidence";
import { type Json, object, type StackJson } from "./terraform-json";

const secretName = /(password|passwd|secret|token|api_?key|access_?key|private_?key|client_?secret|connection_?string|credentials?)$/i;

/** Whether a key by its name holds a credential. */
export function looksLikeSecret(key: string): boolean {
  return secretName.test(key.replaceAll("-", "_"));
}

/** What in a stack is a literal and looks like a credential, in resources and beside them; the values are left out. */
export function literalSecrets(stack: StackJson): readonly Fact<string>[] {
  const { terraform, provider, locals, data, variable, output } = stack.json;
  const { backend } = object(terraform);
  // What these hold is under a word of Terraform's, so their own name says what it is.
  const defaults = Object.entries(object(variable)).map(([name, body]) => [name, object(body).default ?? null]);
  const outputs = Object.entries(object(output)).map(([name, body]) => [name, object(body).value ?? null]);
  const beside: Readonly<Record<string, Json>> = {
    terraform: { backend: backend ?? null },
    provider: provider ?? null,
    locals: locals ?? null,
    data: data ?? null,
    variable: Object.fromEntries(defaults) as Json,
    output: Object.fromEntries(outputs) as Json,
  };
  return [
    ...Object.entries(beside).flatMap(([address, value]) =>
      literals(value, "").map((attribute) => ({ value: "(a literal)", origin: { stack: stack.name, address, attribute } })),
    ),
    ...inResources(stack),
  ];
}

function inResources(stack: StackJson): readonly Fact<string>[] {
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
