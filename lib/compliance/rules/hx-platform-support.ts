import { minorOf } from "../../core/cluster/kubernetes-version";
import { expected, failed, guaranteed, type Rule, unknown, whenKnown } from "../rule";

/** Two months: time to plan an upgrade, and to do it. */
const warningDays = 60;

/** After it the platform mends nothing in this version any more, and may upgrade the cluster at a time of its own choice. */
export const platformSupport: Rule = {
  id: "HX-platform-support",
  title: { en: "Version supported by the platform", nl: "Versie ondersteund door het platform" },
  bio2: ["8.8"],
  examines: {
    en: "the minor version, against a dated list of the platform's support",
    nl: "de minorversie, naast een gedateerde lijst van de ondersteuning door het platform",
  },
  overlooks: { en: "extended support that costs extra", nl: "verlengde ondersteuning tegen meerkosten" },
  subjects: ["control plane"],
  setting: "kubernetesVersion",
  evaluate: ({ cluster: { platform, support }, controlPlane }, { asOf }) =>
    whenKnown([controlPlane.kubernetesVersion], (version) => {
      const minor = minorOf(version);
      const until = support.until[minor] ?? "";
      const daysLeft = (Date.parse(until) - asOf.getTime()) / 86_400_000;
      // Asked of the day and not of the key: "constructor" is a key of every object.
      if (Number.isNaN(daysLeft)) {
        return unknown({
          en: `${platform} ${minor} is not in the list of ${support.asOf}`,
          nl: `${platform} ${minor} staat niet in de lijst van ${support.asOf}`,
        });
      }
      const fix = { en: "raise kubernetesVersion", nl: "verhoog kubernetesVersion" };
      if (daysLeft < 0) {
        return failed({ en: `support ended on ${until}`, nl: `de ondersteuning eindigde op ${until}` }, fix);
      }
      const because = { en: `until ${until}`, nl: `tot en met ${until}` };
      return daysLeft < warningDays
        ? expected({ en: `${because.en}, within ${warningDays} days`, nl: `${because.nl}, binnen ${warningDays} dagen` }, fix)
        : guaranteed(because);
    }),
};
