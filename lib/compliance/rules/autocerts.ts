import { expected, failed, noBaseline, type Rule, switchedOff, whenKnown } from "../rule";

export const autocerts: Rule = {
  id: "autocerts",
  title: { en: "Automatic certificates", nl: "Automatische certificaten" },
  bio2: ["8.24"],
  examines: { en: "the release of cert-manager and its issuers", nl: "de release van cert-manager en de uitgevers ervan" },
  overlooks: { en: "whether an authority signs", nl: "of een autoriteit ondertekent" },
  setting: "certificates",
  evaluate: ({ baseline }) => {
    if (!baseline) return noBaseline;
    if (!baseline.certificateIssuers) return switchedOff(baseline, "certificates");
    return whenKnown([baseline.certificateIssuers], (issuers) =>
      issuers.length > 0
        ? expected({ en: `cert-manager with ${issuers.join(", ")}`, nl: `cert-manager met ${issuers.join(", ")}` })
        : failed(
            { en: "no issuer of certificates", nl: "geen uitgever van certificaten" },
            { en: "give the baseline certificates", nl: "stel certificates in voor de baseline" },
          ),
    );
  },
};
