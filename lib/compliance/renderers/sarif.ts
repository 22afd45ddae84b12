import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import { needsAttention, outcomeWords } from "../observation";
import type { CheckReport, ClusterReport, FindingReport, Report } from "../report";

/**
 * For code scanning: what failed and what the code can't tell. What somebody accepted is left out, since viewers show it as open
 * whatever SARIF says of it.
 */
export function sarifReport({ clusters, tool }: Report): string {
  const findings = clusters.flatMap((cluster) => judged(cluster).map((finding) => ({ cluster, finding })));
  const described = [...new Map(findings.map(({ finding }) => [finding.id, finding])).values()];
  const ids = described.map(({ id }) => id);
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: described.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: findings
          .filter(({ finding }) => finding.status === "failed" || finding.status === "unknown" || seenOtherwise(finding) !== undefined)
          .map(({ cluster, finding }) => result(cluster, finding, ids.indexOf(finding.id))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function judged({ checks, findings }: ClusterReport): readonly FindingReport[] {
  return [...checks.filter(({ mandatory }) => mandatory), ...findings];
}

/** What a person must look at, now that somebody looked at the cluster. */
function seenOtherwise(finding: FindingReport | CheckReport): string | undefined {
  if (finding.observed === undefined || !needsAttention(finding)) return undefined;
  const { outcome, because } = finding.observed;
  return `On the cluster: ${outcomeWords[outcome].en}${because ? `: ${because.en}` : ""}`;
}

function rule({ id, title, bio2 }: FindingReport): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title.en },
    ...(bio2.length > 0 && { properties: { tags: bio2.map((measure) => `BIO2 ${measure} (our mapping)`) } }),
  };
}

function result(cluster: ClusterReport, finding: FindingReport, ruleIndex: number): Result {
  const { id, status, because, fix, evidence, source } = finding;
  const otherwise = seenOtherwise(finding);
  const seen = evidence.map(({ address, attribute, value }) => `${address} ${attribute} = ${JSON.stringify(value)}`);
  const paths = [...new Set([cluster.constructPath, ...evidence.flatMap(({ constructPath }) => constructPath ?? [])])];
  const location: Location = {
    ...(source && {
      physicalLocation: {
        artifactLocation: { uri: encodeURI(source.file), uriBaseId: "%SRCROOT%" },
        region: { startLine: source.line, startColumn: source.column },
      },
    }),
    logicalLocations: paths.map((fullyQualifiedName) => ({ fullyQualifiedName, kind: "resource" })),
  };
  return {
    ruleId: id,
    ruleIndex,
    level: status === "failed" || otherwise !== undefined ? "error" : "warning",
    message: {
      text: [
        `${cluster.name}: ${because.en}.`,
        ...(otherwise === undefined ? [] : [`${otherwise}.`]),
        ...(fix ? [`To do: ${fix.en}.`] : []),
        ...seen,
      ].join("\n"),
    },
    locations: [location],
    // The same finding stays the same when lines move.
    partialFingerprints: { "havenCheck/v1": `${cluster.constructPath}/${id}` },
  };
}
