import { refusals } from "../gate";
import { driftWords, needsAttention, observedFindings, outcomeWords, resultWords } from "../observation";
import type { CheckReport, ClusterReport, FindingReport, Report } from "../report";
import { aboutSkipping, statusWords } from "./words";

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
  const { constructPath, verdict, checks, findings, warnings, refused, failOn } = cluster;
  const judged = checks.filter(({ mandatory, status }) => mandatory && status !== "not-applicable");
  const open = findings.filter(({ status }) => status !== "guaranteed" && status !== "not-applicable");
  return [
    `### ${text(constructPath)}`,
    text(verdict.en),
    ...(refused
      ? [
          `**Refused** by \`failOn: [${failOn.join(", ")}]\`: ${text(refusals(cluster).join(", "))}. Nothing is left to apply. ${text(aboutSkipping.en)}`,
        ]
      : []),
    ...(fold ? ["<details><summary>Checks</summary>"] : []),
    table(
      ["Check", "Predicted", "Why"],
      judged.map((check) => row(check, check.label)),
    ),
    ...(open.length > 0
      ? [
          `Beyond HCC:`,
          table(
            ["Rule", "Outcome", "Why"],
            open.map((finding) => row(finding, finding.title.en)),
          ),
        ]
      : []),
    ...(fold ? ["</details>"] : []),
    ...observed(cluster),
    ...warnings.map(({ en }) => `- Warning: ${text(en)}`),
  ];
}

function observed(cluster: ClusterReport): readonly string[] {
  const { observation } = cluster;
  if (observation === undefined) return [];
  const { by, tool, at, compliant, others, drift = [] } = observation;
  const verdict = compliant === null ? "" : compliant ? " **Compliant**, it says." : " **Not compliant**, it says.";
  const rows = observedFindings(cluster).map(({ finding, name: title, observed: { result, outcome, because } }) => {
    const word = text(`${outcomeWords[outcome].en}${because ? `: ${because.en}` : ""}`);
    return [
      `${text(title)} \`${name(finding.id)}\``,
      statusWords[finding.status].en,
      resultWords[result],
      needsAttention(finding) ? `**${word}**` : word,
    ];
  });
  return [
    `#### ${by === "hcc" ? `What ${text(tool)} said` : "What was seen"}${at === undefined ? "" : `, ${text(at)}`}`,
    `${text(tool)} on the running cluster.${verdict}`,
    table(
      ["Check", "Predicted", by === "hcc" ? "HCC" : "Seen", "Outcome"],
      [
        ...rows,
        ...others.map(({ id, label, result }) => [`${text(label)} \`${name(id)}\``, "", resultWords[result], "unknown to this report"]),
      ],
    ),
    ...(drift.length > 0
      ? [
          table(
            ["Beside the report", "Report", "Seen", ""],
            drift.map(({ title, predicted, seen, result }) => [
              text(title.en),
              text(predicted.en),
              text(seen.en),
              result === "same" ? driftWords[result].en : `**${driftWords[result].en}**`,
            ]),
          ),
        ]
      : []),
  ];
}

/** Nothing that ends what is written as code. */
function name(id: string): string {
  return id.replaceAll(/[^\w.-]/g, "");
}

function row({ id, status, because, fix, source }: CheckReport | FindingReport, label: string): readonly string[] {
  const where = source ? ` (${source.file}:${source.line})` : "";
  const advice = fix && (status === "failed" || status === "unknown") ? ` **To do:** ${text(`${fix.en}${where}`)}` : "";
  const word = statusWords[status].en;
  return [`${text(label)} \`${name(id)}\``, status === "failed" ? `**${word}**` : word, `${text(because.en)}${advice}`];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Whatever is in it stays text: no table, mark-up, link, picture or mention comes out of it. */
function text(value: string): string {
  return value.replaceAll(/\s+/g, " ").replaceAll(/[&<>|`*_[\]@#~\\!]/g, (character) => `&#${character.charCodeAt(0)};`);
}
