import { DefaultTokenResolver, StringConcat, Token, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Text from which a construct id may be made: a literal itself, or the reference that Terraform gets for a token.
 *
 * The text of a token counts the tokens that were made before it. An id from that text changes when somebody adds an unrelated variable, and
 * the resource is then destroyed and created.
 *
 * @see https://github.com/hashicorp/terraform-cdk/issues/1068
 */
export function stableText(scope: IConstruct, value: string): string {
  if (!Token.isUnresolved(value)) return value;
  const resolved: unknown = Tokenization.resolve(value, {
    scope,
    resolver: new DefaultTokenResolver(new StringConcat()),
    preparing: false,
  });
  return typeof resolved === "string" ? resolved : JSON.stringify(resolved);
}
