import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const secretsEncryption: Rule = {
  id: "HX-secrets-encryption",
  title: { en: "Secrets encrypted at rest", nl: "Secrets versleuteld opgeslagen" },
  bio2: ["8.24"],
  examines: { en: "the key that the control plane encrypts Secrets with", nl: "de sleutel waarmee de besturingslaag Secrets versleutelt" },
  overlooks: { en: "disks, back-ups and who may use the key", nl: "schijven, back-ups en wie de sleutel mag gebruiken" },
  subjects: ["control plane"],
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
