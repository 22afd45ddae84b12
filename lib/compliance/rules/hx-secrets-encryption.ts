import { type Rule, whenKnown } from "../rule";

export const secretsEncryption: Rule = {
  id: "HX-secrets-encryption",
  title: { en: "Secrets encrypted at rest", nl: "Secrets versleuteld opgeslagen" },
  bio2: ["8.24"],
  evaluate: ({ controlPlane }) =>
    whenKnown([controlPlane.secretsEncryption], (by) =>
      by === "none"
        ? { status: "failed", because: "stored as they are", fix: "encrypt Secrets with a key of your own" }
        : { status: "guaranteed", because: by === "own key" ? "with a key of your own" : "with a key of the platform" },
    ),
};
