import type { ClusterReport } from "./report";
import type { Text } from "./rule";

/** The prediction in a sentence or two. */
export function verdictOf({ checks, findings }: Pick<ClusterReport, "checks" | "findings">): Text {
  const judged = checks.filter(({ mandatory, status }) => mandatory && status !== "not-applicable");
  const of = (status: string) => judged.filter((check) => check.status === status);
  const names = (status: string) =>
    of(status)
      .map(({ id }) => id)
      .join(", ");
  const [guaranteed, expected, failed, waived, unknown] = (["guaranteed", "expected", "failed", "waived", "unknown"] as const).map(
    (status) => of(status).length,
  ) as [number, number, number, number, number];
  const beyond = findings.filter(({ status }) => status === "failed").map(({ id }) => id);
  const sentences: (Text | undefined)[] = [
    {
      en: `${guaranteed} of ${judged.length} checks are guaranteed by the code, ${expected} can only be seen on the running cluster.`,
      nl: `${guaranteed} van de ${judged.length} controles liggen vast in de code, ${expected} zijn pas op het draaiende cluster te zien.`,
    },
    failed === 0
      ? { en: "None is predicted to fail.", nl: "Geen enkele zal naar verwachting worden afgekeurd." }
      : { en: `Predicted to fail: ${names("failed")}.`, nl: `Wordt naar verwachting afgekeurd: ${names("failed")}.` },
    waived === 0 ? undefined : { en: `Accepted as a deviation: ${names("waived")}.`, nl: `Als afwijking aanvaard: ${names("waived")}.` },
    unknown === 0 ? undefined : { en: `The code can't tell: ${names("unknown")}.`, nl: `De code zegt het niet: ${names("unknown")}.` },
    beyond.length === 0
      ? undefined
      : { en: `Beyond HCC, ${beyond.join(", ")} doesn't hold.`, nl: `Buiten HCC om klopt ${beyond.join(", ")} niet.` },
  ];
  const said = sentences.filter((sentence) => sentence !== undefined);
  return { en: said.map(({ en }) => en).join(" "), nl: said.map(({ nl }) => nl).join(" ") };
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
