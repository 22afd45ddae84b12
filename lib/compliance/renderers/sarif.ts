import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import type { ClusterReport, FindingReport, Report } from "../report";
import { type FindingRow, rowsOf } from "../rows";

/**
 * For code scanning: what failed and what the code can't tell. What somebody accepted is left out, since viewers show it as open
 * whatever SARIF says of it.
 */
export function sarifReport({ clusters, tool }: Report): string {
  const rows = clusters.flatMap((cluster) => rowsOf(cluster).counted.map((row) => ({ cluster, row })));
  const described = [...new Map(rows.map(({ row: { finding } }) => [finding.id, finding])).values()];
  const ids = described.map(({ id }) => id);
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: described.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: rows
          .filter(({ row: { finding, attention } }) => finding.status === "failed" || finding.status === "unknown" || attention)
          .map(({ cluster, row }) => result(cluster, row, ids.indexOf(row.finding.id))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What a person must look at, now that somebody looked at the cluster. */
function seenOtherwise({ attention, observed }: FindingRow): string | undefined {
  if (!attention || observed === undefined) return undefined;
  const { outcome, because } = observed;
  return `On the cluster: ${outcome.en}${because ? `: ${because.en}` : ""}`;
}

function rule({ id, title, bio2 }: FindingReport): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title.en },
    ...(bio2.length > 0 && { properties: { tags: bio2.map((measure) => `BIO2 ${measure} (our mapping)`) } }),
  };
}

function result(cluster: ClusterReport, row: FindingRow, ruleIndex: number): Result {
  const { id, status, because, evidence, source } = row.finding;
  const otherwise = seenOtherwise(row);
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
        ...(row.todo ? [`To do: ${row.todo.en}.`] : []),
        ...seen,
      ].join("\n"),
    },
    locations: [location],
    // The same finding stays the same when lines move.
    partialFingerprints: { "havenCheck/v1": `${cluster.constructPath}/${id}` },
  };
}
