import type { ClusterReport } from "./report";
import { type Row, rowsOf } from "./rows";
import type { Status, Text } from "./rule";

/** The prediction in a sentence or two. */
export function verdictOf(cluster: Pick<ClusterReport, "checks" | "findings">): Text {
  const { judged, own } = rowsOf(cluster);
  const ids = (rows: readonly Row[], of: Status) => rows.filter(({ status }) => status === of).map(({ id }) => id);
  const count = (of: Status) => ids(judged, of).length;
  const named = (found: readonly string[], text: (names: string) => Text) => (found.length === 0 ? [] : [text(found.join(", "))]);
  const none = { en: "None is predicted to fail.", nl: "Geen enkele zal naar verwachting worden afgekeurd." };
  const sentences = [
    {
      en: `${count("guaranteed")} of ${judged.length} checks are guaranteed by the code, ${count("expected")} can only be seen on the running cluster.`,
      nl: `${count("guaranteed")} van de ${judged.length} controles liggen vast in de code, ${count("expected")} zijn pas op het draaiende cluster te zien.`,
    },
    ...(count("failed") === 0 ? [none] : []),
    ...named(ids(judged, "failed"), (names) => ({ en: `Predicted to fail: ${names}.`, nl: `Wordt naar verwachting afgekeurd: ${names}.` })),
    ...named(ids(judged, "waived"), (names) => ({ en: `Accepted as a deviation: ${names}.`, nl: `Als afwijking aanvaard: ${names}.` })),
    ...named(ids(judged, "unknown"), (names) => ({ en: `The code can't tell: ${names}.`, nl: `De code zegt het niet: ${names}.` })),
    ...named(ids(own, "failed"), (names) => ({
      en: `Beyond HCC, ${names} doesn't hold.`,
      nl: `Van de aanvullende regels klopt ${names} niet.`,
    })),
  ];
  return { en: sentences.map(({ en }) => en).join(" "), nl: sentences.map(({ nl }) => nl).join(" ") };
}

/** The answer in a few words, behind the name of the cluster: HCC's own, where it ran, else the prediction. */
export function headlineOf({
  counts,
  refused,
  profile,
  observation,
}: Pick<ClusterReport, "counts" | "refused" | "profile" | "observation">): Text {
  if (observation?.compliant === false) return { en: "HCC says NO", nl: "HCC zegt NO" };
  if (observation?.compliant === true) return { en: "HCC says YES", nl: "HCC zegt YES" };
  if (observation) return { en: "seen on the cluster, not by HCC", nl: "gezien op het cluster, niet door HCC" };
  if (counts.failed > 0) return { en: "predicted not to pass Haven", nl: "voldoet naar verwachting niet aan Haven" };
  if (profile === "test")
    return { en: "for trying out, not designed to pass HCC", nl: "om te proberen, niet ontworpen om aan Haven te voldoen" };
  if (counts.waived > 0)
    return { en: "designed with accepted deviations from Haven", nl: "ontworpen met geaccepteerde afwijkingen van Haven" };
  if (counts.unknown > 0)
    return { en: "the code can't tell whether it passes Haven", nl: "aan de code is niet te zien of het aan Haven voldoet" };
  return refused
    ? {
        en: "designed to pass HCC, and refused by its own gate",
        nl: "ontworpen om aan Haven te voldoen, en geweigerd door de eigen controle",
      }
    : { en: "designed to pass HCC", nl: "ontworpen om aan Haven te voldoen" };
}
