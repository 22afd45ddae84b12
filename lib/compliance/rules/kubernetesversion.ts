import { hccMinorWindow, kubernetesReleases, minorOf, minorsBetween, newestMinor } from "../../core/cluster/kubernetes-version";
import { failed, guaranteed, type Judgement, notAVersion, type Rule, unknown, whenKnown } from "../rule";

/** HCC accepts the newest stable minor and the three before it; which one is the newest, depends on the day. */
export const kubernetesversion: Rule = {
  id: "kubernetesversion",
  title: { en: "Recent Kubernetes version", nl: "Recente Kubernetes-versie" },
  bio2: ["8.8"],
  examines: {
    en: "the version in the code, against a dated list of releases",
    nl: "de versie in de code, naast een gedateerde lijst van releases",
  },
  overlooks: { en: "releases after the date of that list", nl: "releases na de datum van die lijst" },
  subjects: ["control plane"],
  setting: "kubernetesVersion",
  evaluate: ({ controlPlane }, { asOf }) => whenKnown([controlPlane.kubernetesVersion], (version) => judgeVersion(version, asOf)),
};

/** What HCC makes of a version on a day. */
export function judgeVersion(version: string, asOf: Date): Judgement {
  const minor = minorOf(version);
  const { known, assumed } = newestMinor(asOf);
  const behind = minorsBetween(minor, known);
  const fix = { en: `raise kubernetesVersion, to ${known} at the most`, nl: `verhoog kubernetesVersion, tot hoogstens ${known}` };
  if (Number.isNaN(behind)) return unknown(notAVersion(version));
  if (behind > hccMinorWindow)
    return failed({ en: `${minor} is ${behind} minors behind ${known}`, nl: `${minor} loopt ${behind} minors achter op ${known}` }, fix);
  if (minorsBetween(minor, assumed) > hccMinorWindow) {
    const because = {
      en: `${minor} is ${behind} behind ${known}, the newest known on ${kubernetesReleases.asOf}; ${assumed} may be out`,
      nl: `${minor} loopt ${behind} achter op ${known}, de nieuwste die op ${kubernetesReleases.asOf} bekend was; ${assumed} kan er al zijn`,
    };
    return unknown(because, fix);
  }
  if (behind < 0)
    return guaranteed({ en: `${minor}, newer than ${known}, the newest known`, nl: `${minor}, nieuwer dan ${known}, de nieuwste bekende` });
  return guaranteed(
    behind > 0
      ? {
          en: `${minor}, ${behind} behind ${known}, where ${hccMinorWindow} are allowed`,
          nl: `${minor}, ${behind} achter op ${known}, waar ${hccMinorWindow} mag`,
        }
      : { en: `${minor}, the newest known`, nl: `${minor}, de nieuwste bekende` },
  );
}
