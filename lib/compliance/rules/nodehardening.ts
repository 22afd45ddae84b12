import { type Rule, whenKnown } from "../rule";

/** HCC looks for a security module on the nodes with a pod; the image says what it will find there. */
export const nodehardening: Rule = {
  id: "nodehardening",
  title: { en: "Hardened nodes", nl: "Geharde nodes" },
  bio2: ["8.9", "8.20"],
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.map((pool) => pool.hardening),
      (...images) => {
        const bare = images.find(({ module }) => module === "none");
        if (bare) {
          return {
            status: "failed",
            because: `${bare.image} has no Linux security module`,
            fix: "choose an image with AppArmor or SELinux",
          };
        }
        const described = [...new Set(images.map(({ image, module, caveat }) => `${module} on ${image}${caveat ? ` (${caveat})` : ""}`))];
        return { status: "expected", because: described.join(", ") };
      },
    ),
};
