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
