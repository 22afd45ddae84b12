import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Text of a value that a construct id may be derived from. A token's own text contains a number that counts all tokens made before it, so
 * an unrelated line would change the id; the reference that it stands for, such as `${var.administrators}`, stays the same.
 *
 * @see https://github.com/hashicorp/terraform-cdk/issues/1068
 */
export function referenceText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  const text: unknown = Tokenization.resolve(value, { scope, preparing: false, resolver: new DefaultTokenResolver(new StringConcat()) });
  return typeof text === "string" ? text : JSON.stringify(text);
}
