import { refusals } from "../gate";
import type { ClusterReport, Report } from "../report";
import type { Text } from "../rule";
import { type ClusterRows, fewClusters, type Row, rowsOf, seenLine } from "../rows";
import { aboutSkipping, statusWords, verdictWords } from "../words";

/** For a merge request: the prediction of each cluster, in English, as the code is. */
export function markdownReport(report: Report): string {
  const { clusters, hccVersion, asOf, notice } = report;
  const fold = clusters.length > fewClusters;
  return [
    `## Haven: what HCC ${hccVersion} is predicted to say`,
    `${notice.en} As of ${asOf}.`,
    table(
      ["Cluster", "Platform", "Region", "Guaranteed", "To observe", "Failed", "Accepted", "Unknown"],
      clusters.map(({ constructPath, platform, kubernetesVersion, region, counts }) => [
        text(constructPath),
        text(`${platform} ${kubernetesVersion}`),
        text(region),
        ...[counts.guaranteed, counts.expected, counts.failed, counts.waived, counts.unknown].map(String),
      ]),
    ),
    ...clusters.flatMap((cluster) => section(cluster, fold)),
    "",
  ].join("\n\n");
}

function section(cluster: ClusterReport, fold: boolean): readonly string[] {
  const { constructPath, verdict, warnings, refused, failOn } = cluster;
  const rows = rowsOf(cluster);
  return [
    `### ${text(constructPath)}`,
    ...observed(cluster, rows),
    text(verdict.en),
    ...(refused
      ? [
          `**Refused** by \`failOn: [${failOn.join(", ")}]\`: ${text(refusals(cluster).join(", "))}. Nothing is left to apply. ${text(aboutSkipping.en)}`,
        ]
      : []),
    ...(fold ? ["<details><summary>Checks</summary>"] : []),
    table(["Check", "Predicted", "Why"], rows.judged.map(cells)),
    ...(rows.open.length > 0 ? ["Beyond HCC:", table(["Rule", "Outcome", "Why"], rows.open.map(cells))] : []),
    ...(fold ? ["</details>"] : []),
    ...warnings.map(({ en }) => `- Warning: ${text(en)}`),
  ];
}

function observed({ observation }: ClusterReport, { observed: seen, drift }: ClusterRows): readonly string[] {
  if (observation === undefined) return [];
  const { by, tool, at } = observation;
  const verdict = verdictWords(observation);
  const beside = drift.map((row) => [
    ...[row.title, row.predicted, row.seen].map(({ en }) => text(en)),
    row.differs ? bold(row.word.en) : row.word.en,
  ]);
  return [
    `#### ${by === "hcc" ? `What ${text(tool)} said` : "What was seen"}${at === undefined ? "" : `, ${text(at)}`}`,
    `${text(tool)} on the running cluster.${verdict ? ` ${bold(verdict.word.replace(/^./, (first) => first.toUpperCase()))}, it says.` : ""}`,
    table(
      ["Check", "Predicted", by === "hcc" ? "HCC" : "Seen", "Outcome"],
      seen.map(({ id, name, status, needsAttention, seen: what }) => {
        const word = text(seenLine(what));
        return [titled(name, id), status ? statusWords[status].en : "", what.result, needsAttention && status ? bold(word) : word];
      }),
    ),
    ...(beside.length > 0 ? [table(["Beside the report", "Report", "Seen", ""], beside)] : []),
  ];
}

/** Nothing in the id ends what is written as code. */
const titled = (name: Text, id: string) => `${text(name.en)} \`${id.replaceAll(/[^\w.-]/g, "")}\``;
const bold = (word: string) => `**${word}**`;

function cells({ id, name, status, because, advice, source }: Row): readonly string[] {
  const where = source ? ` (${source.file}:${source.line})` : "";
  const todo = advice ? ` **To do:** ${text(`${advice.en}${where}`)}` : "";
  const word = statusWords[status].en;
  return [titled(name, id), status === "failed" ? bold(word) : word, `${text(because.en)}${todo}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Whatever is in it stays text: no table, mark-up, link, picture or mention comes out of it. */
function text(value: string): string {
  return value.replaceAll(/\s+/g, " ").replaceAll(/[&<>|`*_[\]@#~\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
