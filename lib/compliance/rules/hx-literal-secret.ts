import type { Rule } from "../rule";

export const literalSecret: Rule = {
  id: "HX-literal-secret",
  title: { en: "No secret in the code", nl: "Geen geheim in de code" },
  bio2: ["8.24"],
  essential: { en: "whoever reads the code or the state has the secret", nl: "wie de code of de state leest, heeft het geheim" },
  evaluate: ({ literalSecrets }) =>
    literalSecrets.length === 0
      ? {
          status: "guaranteed",
          because: { en: "no attribute holds a credential", nl: "geen enkel attribuut bevat een geheim" },
          evidence: [],
        }
      : {
          status: "failed",
          because: {
            en: literalSecrets.map(({ origin }) => `${origin.address}.${origin.attribute} is a literal`).join(", "),
            nl: literalSecrets.map(({ origin }) => `${origin.address}.${origin.attribute} staat voluit in de code`).join(", "),
          },
          evidence: literalSecrets,
          fix: {
            en: "take it from a variable or a vault, and change it: it has been in the code",
            nl: "haal het uit een variabele of een kluis, en vervang het: het heeft in de code gestaan",
          },
        },
};
