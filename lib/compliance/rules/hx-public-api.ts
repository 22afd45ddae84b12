import type { ApiEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { isOpenRange } from "../../core/addresses/open-range";
import { failed, guaranteed, type Rule, unknown, whenKnown } from "../rule";

export const publicApi: Rule = {
  id: "HX-public-api",
  title: { en: "Kubernetes API not open to everyone", nl: "Kubernetes-API niet voor iedereen open" },
  bio2: ["8.20", "8.22"],
  examines: {
    en: "whether the API has a public address, and which ranges reach it",
    nl: "of de API een publiek adres heeft, en welke reeksen erbij kunnen",
  },
  overlooks: {
    en: "who is behind those ranges, and identities that may log in",
    nl: "wie er achter die reeksen zit, en welke identiteiten kunnen inloggen",
  },
  subjects: ["control plane"],
  setting: "access.allowedCidrs",
  essential: { en: "an API that everyone reaches is attacked all day", nl: "een API waar iedereen bij kan, wordt de hele dag aangevallen" },
  evaluate: ({ api }) => {
    if (api.public.value !== true) return inside(api);
    // What stands before the API server is a guard of its own, whatever ranges it lets in.
    return api.identityGuarded?.value === true ? guarded(api.public, api.identityGuarded) : byRange(api);
  },
};

const inside = (api: ApiEvidence) =>
  whenKnown([api.public], () => guaranteed({ en: "reached from inside the network only", nl: "alleen bereikbaar vanuit het netwerk" }));

const guarded = (open: Fact<boolean>, guard: Fact<boolean>) =>
  whenKnown([open, guard], () =>
    guaranteed({
      en: "on the internet; the provider's IAM turns strangers away before the API server",
      nl: "op internet; IAM van de leverancier houdt vreemden tegen vóór de API-server",
    }),
  );

const byRange = (api: ApiEvidence) =>
  whenKnown([api.public, api.allowedCidrs], (_, ranges) => {
    const fix = { en: "name the networks that may reach the API", nl: "noem de netwerken die bij de API mogen" };
    const open = ranges.filter((range) => isOpenRange(range) === true);
    if (ranges.length === 0 || open.length > 0) {
      const [en, nl] = open.length > 0 ? [open.join(", "), open.join(", ")] : ["everyone", "iedereen"];
      return failed({ en: `open to ${en}`, nl: `open voor ${nl}` }, fix);
    }
    const unread = ranges.filter((range) => isOpenRange(range) === undefined);
    return unread.length > 0
      ? unknown({ en: `not a range of addresses: ${unread.join(", ")}`, nl: `geen adresreeks: ${unread.join(", ")}` }, fix)
      : guaranteed({ en: `only from ${ranges.join(", ")}`, nl: `alleen vanuit ${ranges.join(", ")}` });
  });
