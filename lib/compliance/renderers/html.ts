import { createHash } from "node:crypto";
import { pictureFile } from "../../picture/svg";
import type { ClusterReport, Report } from "../report";
import { observeNotice } from "../words";
import { fewClusters, stackNames } from "../rows";
import { badge } from "./html-checks";
import { clusterSection, drawingsOf } from "./html-cluster";
import { script } from "./html-script";
import { style } from "./html-style";
import { both, say } from "./html-words";
import { type Markup, markup, nothing } from "./markup";

/** The page to open, with every cluster or the way to each; a document for each cluster, to be filed by itself; its picture. */
export function htmlFiles(report: Report): readonly (readonly [string, string])[] {
  const { clusters } = report;
  const names = fileNames(clusters);
  const drawings = clusters.map(drawingsOf);
  const section = (cluster: ClusterReport, index: number) => clusterSection(cluster, drawings[index] ?? [], report, `cluster-${index + 1}`);
  const sections = clusters.map(section);
  // With more, the report links to one file per cluster: nobody files those of three hundred others.
  const few = clusters.length <= fewClusters;
  const entries = clusters.map((cluster, index) =>
    overviewRow(cluster, few ? `#cluster-${index + 1}` : `clusters/${encodeURIComponent(names[index] ?? "")}.html`),
  );
  const overview =
    clusters.length === 1
      ? nothing
      : markup`<section aria-labelledby="overview"><h2 id="overview">${clusters.length} clusters</h2>
<ul class="overview">
${entries}</ul></section>
`;
  const title = clusters.length === 1 ? (clusters[0]?.name ?? "") : `${clusters.length} clusters`;
  return [
    ["report.html", page(report, title, markup`${overview}${few ? sections : []}`)],
    ...clusters.flatMap((cluster, index): (readonly [string, string])[] => {
      const name = `clusters/${names[index] ?? ""}`;
      return [
        [`${name}.html`, page(report, cluster.name, sections[index] ?? nothing)],
        ...(drawings[index] ?? []).map((drawing) => [`${name}.${drawing.language}.svg`, pictureFile(drawing)] as const),
      ];
    }),
  ];
}

/** By the stack, or by the path where a stack holds several; a path may hold what no file name can. */
function fileNames(clusters: readonly ClusterReport[]): readonly string[] {
  const taken = new Map<string, number>();
  return stackNames(clusters).map((name) => {
    const plain = name.replaceAll(/[^A-Za-z0-9_.-]+/g, "-");
    // Some file systems take large and small letters for the same.
    const place = (taken.get(plain.toLowerCase()) ?? 0) + 1;
    taken.set(plain.toLowerCase(), place);
    return place === 1 ? plain : `${plain}-${place}`;
  });
}

function overviewRow({ constructPath, name, counts, verdict, refused, region }: ClusterReport, to: string): Markup {
  const worst = refused || counts.failed > 0 ? "failed" : counts.unknown > 0 ? "unknown" : counts.waived > 0 ? "waived" : "expected";
  return markup`<li><p><a href="${to}"><strong>${name}</strong></a> · ${constructPath} · ${region} ${worst === "expected" ? nothing : badge(worst)}</p><p>${both(verdict)}</p></li>
`;
}

// Nothing but what is in the file runs or is fetched, whatever stands in a report.
const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${createHash("sha256").update(script).digest("base64")}'; base-uri 'none'; form-action 'none'`;

function page(report: Report, title: string, content: Markup): string {
  const { tool, hccVersion, asOf, notice, clusters } = report;
  const isByObserve = clusters.some(({ observation }) => observation?.by === "observe");
  const isObserved = clusters.some(({ observation }) => observation !== undefined);
  return markup`<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Haven: ${title}</title>
<style>${{ markup: style }}</style>
</head>
<body>
<div id="nl"></div><div id="en"></div>
<header class="top">
<p>Haven Compliancy Checker ${hccVersion} · ${tool.name} ${tool.version} · ${say.asOf} <time datetime="${asOf}">${asOf}</time></p>
<nav aria-label="Taal / Language"><a class="keep" href="#nl" lang="nl" hreflang="nl" aria-current="true">Nederlands</a> <a class="keep" href="#en" lang="en" hreflang="en">English</a></nav>
</header>
<main>
<h1>${isObserved ? say.observed : say.prediction}</h1>
<p class="note">${isObserved ? markup`${say.observedNote} ${isByObserve ? both(observeNotice) : nothing}` : markup`${both(notice)} ${say.runIt} <code>haven check --output=json</code>.`}</p>
${content}</main>
<script>${{ markup: script }}</script>
</body>
</html>
`.markup;
}
