import { expected, failed, type Rule } from "../rule";

/** A search by names and forms can find a secret, and can't prove that there is none. */
export const literalSecret: Rule = {
  id: "HX-literal-secret",
  title: { en: "No secret in the code", nl: "Geen geheim in de code" },
  bio2: ["8.24"],
  examines: {
    en: "texts under the name of a credential or in the form of one, and every text in a Secret or a vault",
    nl: "teksten onder de naam of in de vorm van een geheim, en elke tekst in een Secret of een kluis",
  },
  overlooks: {
    en: "secrets under another name, and what a module or a chart holds",
    nl: "geheimen onder een andere naam, en wat een module of chart bevat",
  },
  essential: { en: "whoever reads the code or the state has the secret", nl: "wie de code of de state leest, heeft het geheim" },
  evaluate: ({ literalSecrets }) => {
    if (literalSecrets.length === 0) {
      return { ...expected({ en: "nothing looks like a credential", nl: "niets ziet eruit als een geheim" }), evidence: [] };
    }
    const found = literalSecrets.map(({ origin }) => `${origin.address}.${origin.attribute}`);
    const shown = found.slice(0, 10);
    const more = found.length - shown.length;
    const because = {
      en: `${shown.map((place) => `${place} is a literal`).join(", ")}${more > 0 ? `, and ${more} more` : ""}`,
      nl: `${shown.map((place) => `${place} staat voluit in de code`).join(", ")}${more > 0 ? `, en nog ${more}` : ""}`,
    };
    const fix = {
      en: "take it from a variable or a vault, and change it: it has been in the code",
      nl: "haal het uit een variabele of een kluis, en vervang het: het heeft in de code gestaan",
    };
    return { ...failed(because, fix), evidence: literalSecrets };
  },
};
