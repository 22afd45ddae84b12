import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const secretsEncryption: Rule = {
  id: "HX-secrets-encryption",
  title: { en: "Secrets encrypted at rest", nl: "Secrets versleuteld opgeslagen" },
  bio2: ["8.24"],
  setting: "encryption",
  evaluate: ({ controlPlane }) =>
    whenKnown([controlPlane.secretsEncryption], (by) =>
      by === "none"
        ? failed(
            { en: "stored as they are", nl: "onversleuteld opgeslagen" },
            { en: "encrypt Secrets with a key of your own", nl: "versleutel Secrets met een eigen sleutel" },
          )
        : guaranteed(
            by === "own key"
              ? { en: "with a key of your own", nl: "met een eigen sleutel" }
              : { en: "with a key of the platform", nl: "met een sleutel van het platform" },
          ),
    ),
};
