import { expected, failed, type Rule, whenKnown } from "../rule";

/** HCC looks for a security module on the nodes with a pod; the image says what it will find there. */
export const nodehardening: Rule = {
  id: "nodehardening",
  title: { en: "Hardened nodes", nl: "Geharde nodes" },
  bio2: ["8.9", "8.20"],
  examines: { en: "the image of every node pool", nl: "het image van elke nodepool" },
  overlooks: { en: "what the image really loads: HCC looks with a pod", nl: "wat het image echt laadt: HCC kijkt met een pod" },
  subjects: ["nodes"],
  setting: "nodePools",
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.map((pool) => pool.hardening),
      (...images) => {
        const bare = images.find(({ module }) => module === "none");
        if (bare) {
          return failed(
            { en: `${bare.image} has no Linux security module`, nl: `${bare.image} heeft geen Linux-beveiligingsmodule` },
            { en: "choose an image with AppArmor or SELinux", nl: "kies een image met AppArmor of SELinux" },
          );
        }
        const described = (on: string, language: "en" | "nl") =>
          [...new Set(images.map(({ image, module, caveat }) => `${module} ${on} ${image}${caveat ? ` (${caveat[language]})` : ""}`))].join(
            ", ",
          );
        return expected({ en: described("on", "en"), nl: described("op", "nl") });
      },
    ),
};
