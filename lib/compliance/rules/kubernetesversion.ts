import { hccMinorWindow, kubernetesReleases, minorOf, minorsBetween, newestMinor } from "../../core/kubernetes-version";
import { type Rule, whenKnown } from "../rule";

/** HCC accepts the newest stable minor and the three before it; which one is the newest, depends on the day. */
export const kubernetesversion: Rule = {
  id: "kubernetesversion",
  title: { en: "Recent Kubernetes version", nl: "Recente Kubernetes-versie" },
  bio2: ["8.8"],
  evaluate: ({ controlPlane }, { asOf }) =>
    whenKnown([controlPlane.kubernetesVersion], (version) => {
      const minor = minorOf(version);
      const { known, assumed } = newestMinor(asOf);
      const behind = minorsBetween(minor, known);
      const fix = `raise kubernetesVersion, to ${known} at the most`;
      if (Number.isNaN(behind)) return { status: "unknown", because: `"${version}" is not a version` };
      if (behind > hccMinorWindow) return { status: "failed", because: `${minor} is ${behind} minors behind ${known}`, fix };
      if (minorsBetween(minor, assumed) > hccMinorWindow) {
        const because = `${minor} is ${behind} behind ${known}, the newest known on ${kubernetesReleases.asOf}; ${assumed} may be out`;
        return { status: "unknown", because, fix };
      }
      if (behind < 0) return { status: "guaranteed", because: `${minor}, newer than ${known}, the newest known` };
      return {
        status: "guaranteed",
        because: behind > 0 ? `${minor}, ${behind} behind ${known}, where ${hccMinorWindow} are allowed` : `${minor}, the newest known`,
      };
    }),
};
