import { poolNames } from "../../core/reading/evidence";
import { type Rule, whenKnown } from "../rule";

/** HCC fails when a node has an address of type ExternalIP. */
export const privatenetworking: Rule = {
  id: "privatenetworking",
  title: { en: "Private networking", nl: "Privénetwerk" },
  bio2: ["8.20", "8.22"],
  setting: "network",
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.map((pool) => pool.publicAddresses),
      (...publicAddresses) => {
        const exposed = poolNames(nodePools.filter((_, index) => publicAddresses[index] === true));
        return exposed.length === 0
          ? { status: "guaranteed", because: { en: "no node has a public address", nl: "geen enkele node heeft een publiek adres" } }
          : {
              status: "failed",
              because: {
                en: `nodes of ${exposed.join(", ")} have public addresses`,
                nl: `nodes van ${exposed.join(", ")} hebben publieke adressen`,
              },
              fix: { en: "take the public addresses off the node pools", nl: "haal de publieke adressen van de nodepools af" },
            };
      },
    ),
};
