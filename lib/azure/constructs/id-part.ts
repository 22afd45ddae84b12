import { Fn, Token } from "cdktf";

const places = { subscription: 2, resourceGroup: 4, name: 8 } as const;

/** Part of a resource id. An id that only Terraform knows is taken apart by Terraform. */
export function idPart(id: string, part: keyof typeof places): string {
  if (Token.isUnresolved(id)) return Token.asString(Fn.element(Fn.split("/", id), places[part]));
  return id.split("/")[places[part]] ?? "";
}
