import type { Location, Log, ReportingDescriptor, Result } from "sarif";
import type { ClusterReport, Report } from "../report";
import { evidenceLine, type Row, rowsOf, seenLine } from "../rows";

/**
 * For code scanning: what failed and what the code can't tell. What somebody accepted is left out, since viewers show it as open
 * whatever SARIF says of it.
 */
export function sarifReport({ clusters, tool }: Report): string {
  const rows = clusters.flatMap((cluster) => rowsOf(cluster).counted.map((row) => ({ cluster, row })));
  const described = [...new Map(rows.map(({ row }) => [row.id, row])).values()];
  const ids = described.map(({ id }) => id);
  const log: Log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: tool.name, version: tool.version, rules: described.map(rule) } },
        columnKind: "utf16CodeUnits",
        results: rows
          .filter(({ row: { status, needsAttention } }) => status === "failed" || status === "unknown" || needsAttention)
          .map(({ cluster, row }) => result(cluster, row, ids.indexOf(row.id))),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function rule({ id, title, bio2 }: Row): ReportingDescriptor {
  return {
    id,
    shortDescription: { text: title.en },
    ...(bio2.length > 0 && { properties: { tags: bio2.map((measure) => `BIO2 ${measure} (our mapping)`) } }),
  };
}

function result(cluster: ClusterReport, row: Row, ruleIndex: number): Result {
  const { id, status, because, fix, evidence, source, seen, needsAttention } = row;
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
    level: status === "failed" || needsAttention ? "error" : "warning",
    message: {
      text: [
        `${cluster.name}: ${because.en}.`,
        ...(seen && needsAttention ? [`On the cluster: ${seenLine(seen)}.`] : []),
        ...(fix ? [`To do: ${fix.en}.`] : []),
        ...evidence.map(evidenceLine),
      ].join("\n"),
    },
    locations: [location],
    // The same finding stays the same when lines move.
    partialFingerprints: { "havenCheck/v1": `${cluster.constructPath}/${id}` },
  };
}
