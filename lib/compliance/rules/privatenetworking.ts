import { failed, guaranteed, type Rule, whenKnown } from "../rule";

/** HCC fails when a node has an address of type ExternalIP. */
export const privatenetworking: Rule = {
  id: "privatenetworking",
  title: { en: "Private networking", nl: "Privénetwerk" },
  bio2: ["8.20", "8.22"],
  examines: {
    en: "whether node pools and their subnets give public addresses",
    nl: "of nodepools en hun subnetten publieke adressen geven",
  },
  overlooks: { en: "load balancers, the API and what the firewall lets through", nl: "load balancers, de API en wat de firewall doorlaat" },
  subjects: ["nodes"],
  setting: "network",
  evaluate: ({ nodePools }) =>
    whenKnown(
      nodePools.map((pool) => pool.publicAddresses),
      (...publicAddresses) => {
        const exposed = nodePools.filter((_, index) => publicAddresses[index] === true).map(({ name }) => name);
        return exposed.length === 0
          ? guaranteed({ en: "no node has a public address", nl: "geen enkele node heeft een publiek adres" })
          : failed(
              {
                en: `nodes of ${exposed.join(", ")} have public addresses`,
                nl: `nodes van ${exposed.join(", ")} hebben publieke adressen`,
              },
              { en: "take the public addresses off the node pools", nl: "haal de publieke adressen van de nodepools af" },
            );
      },
    ),
};
