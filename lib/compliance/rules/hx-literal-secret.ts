import type { Rule } from "../rule";

export const literalSecret: Rule = {
  id: "HX-literal-secret",
  title: { en: "No secret in the code", nl: "Geen geheim in de code" },
  bio2: ["8.24"],
  essential: "whoever reads the code or the state has the secret",
  evaluate: ({ literalSecrets }) =>
    literalSecrets.length === 0
      ? { status: "guaranteed", because: "no attribute holds a credential", evidence: [] }
      : {
          status: "failed",
          because: literalSecrets.map(({ origin }) => `${origin.address}.${origin.attribute} is a literal`).join(", "),
          evidence: literalSecrets,
          fix: "take it from a variable or a vault, and change it: it has been in the code",
        },
};
