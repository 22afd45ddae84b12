import { refusals } from "../gate";
import type { ClusterReport, Report } from "../report";
import { type FindingRow, isOpen, type ObservationRows, rowsOf } from "../rows";
import { aboutSkipping } from "./words";

/** Above this many clusters each one's checks are folded away. */
const fewClusters = 4;

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
  const { checks, findings, observation } = rowsOf(cluster);
  const open = findings.filter(isOpen);
  return [
    `### ${text(constructPath)}`,
    text(verdict.en),
    ...(refused
      ? [
          `**Refused** by \`failOn: [${failOn.join(", ")}]\`: ${text(refusals(cluster).join(", "))}. Nothing is left to apply. ${text(aboutSkipping.en)}`,
        ]
      : []),
    ...(fold ? ["<details><summary>Checks</summary>"] : []),
    table(["Check", "Predicted", "Why"], checks.map(row)),
    ...(open.length > 0 ? [`Beyond HCC:`, table(["Rule", "Outcome", "Why"], open.map(row))] : []),
    ...(fold ? ["</details>"] : []),
    ...(observation ? observed(observation) : []),
    ...warnings.map(({ en }) => `- Warning: ${text(en)}`),
  ];
}

function observed({ by, tool, at, verdict, seen, drift }: ObservationRows): readonly string[] {
  return [
    `#### ${by === "hcc" ? `What ${text(tool)} said` : "What was seen"}${at === undefined ? "" : `, ${text(at)}`}`,
    `${text(tool)} on the running cluster.${verdict === undefined ? "" : ` **${verdict.en}**`}`,
    table(
      ["Check", "Predicted", by === "hcc" ? "HCC" : "Seen", "Outcome"],
      seen.map(({ id, name: title, predicted, result, outcome, because, attention }) => [
        `${text(title.en)} \`${name(id)}\``,
        predicted?.en ?? "",
        result,
        strong(text(`${outcome.en}${because ? `: ${because.en}` : ""}`), attention),
      ]),
    ),
    ...(drift.length > 0
      ? [
          table(
            ["Beside the report", "Report", "Seen", ""],
            drift.map(({ title, predicted, seen: running, outcome, attention }) => [
              ...[title, predicted, running].map(({ en }) => text(en)),
              strong(outcome.en, attention),
            ]),
          ),
        ]
      : []),
  ];
}

const strong = (word: string, isStrong: boolean) => (isStrong ? `**${word}**` : word);

/** Nothing that ends what is written as code. */
function name(id: string): string {
  return id.replaceAll(/[^\w.-]/g, "");
}

function row({ finding: { id, status: kind, because }, name: title, status, todo, place }: FindingRow): readonly string[] {
  const advice = todo ? ` **To do:** ${text(`${todo.en}${place === undefined ? "" : ` (${place})`}`)}` : "";
  return [`${text(title.en)} \`${name(id)}\``, strong(status.en, kind === "failed"), `${text(because.en)}${advice}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Whatever is in it stays text: no table, mark-up, link, picture or mention comes out of it. */
function text(value: string): string {
  return value.replaceAll(/\s+/g, " ").replaceAll(/[&<>|`*_[\]@#~\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
