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
    ...named(ids(own, "failed"), (names) => ({ en: `Beyond HCC, ${names} doesn't hold.`, nl: `Buiten HCC om klopt ${names} niet.` })),
  ];
  return { en: sentences.map(({ en }) => en).join(" "), nl: sentences.map(({ nl }) => nl).join(" ") };
}

/** The prediction in a few words, behind the name of the cluster. */
export function headlineOf({ counts, refused, profile }: Pick<ClusterReport, "counts" | "refused" | "profile">): Text {
  if (counts.failed > 0) return { en: "predicted not to pass Haven", nl: "haalt Haven naar verwachting niet" };
  if (profile === "test") return { en: "for trying out, not built to pass Haven", nl: "om te proberen, niet gebouwd om Haven te halen" };
  if (counts.waived > 0) return { en: "built with accepted deviations from Haven", nl: "gebouwd met aanvaarde afwijkingen van Haven" };
  if (counts.unknown > 0) return { en: "the code can't tell whether it passes Haven", nl: "de code zegt niet of het Haven haalt" };
  return refused
    ? { en: "built to pass Haven, and refused by its own gate", nl: "gebouwd om Haven te halen, en geweigerd door de eigen controle" }
    : { en: "built to pass Haven", nl: "gebouwd om Haven te halen" };
}
