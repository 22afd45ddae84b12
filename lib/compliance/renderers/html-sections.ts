import { bio2Measures } from "../bio2";
import { refusedRows } from "../gate";
import type { ClusterReport } from "../report";
import type { ClusterRows, Row } from "../rows";
import { aboutSkipping, statusWords } from "../words";
import { badge } from "./html-checks";
import { definitions, shownValue } from "./html-text";
import { both, say } from "./html-words";
import { type Markup, markup, nothing } from "./markup";

/** What a gate did, before anything else: nothing of this stack can be applied. */
export function refusal(cluster: ClusterReport): Markup {
  if (!cluster.refused) return nothing;
  return markup`<div class="alarm" role="note"><p><strong>${say.refused}</strong> ${refusedRows(cluster).map(({ id, status }, index) => markup`${index === 0 ? "" : ", "}<code>${id}</code> (${both(statusWords[status])})`)}. ${say.nothingLeft}</p><p>${both(aboutSkipping)}</p></div>
`;
}

const stateWords = { used: say.waiverUsed, unused: say.waiverUnused, expired: say.waiverExpired, refused: say.waiverRefused } as const;

/** Nothing to list. */
const none = markup`<p>${say.noneAtAll}</p>
`;

const link = (prefix: string, { id, title }: Row) => markup`<a href="#${prefix}-${id}">${both(title)}</a>`;

/** Who answers for what, and until when; what has run out comes first. */
export function waivers({ counted }: ClusterRows, prefix: string): Markup {
  const given = counted.flatMap((row) => (row.waiver ? [{ row, waiver: row.waiver }] : []));
  if (given.length === 0) return none;
  const loudFirst = [...given].sort((a, b) => Number(b.waiver.state === "expired") - Number(a.waiver.state === "expired"));
  return markup`<ul class="waivers">
${loudFirst.map(
  ({
    row,
    waiver: { state, reason, owner, until, ticket },
  }) => markup`<li class="${state}"><p><strong>${link(prefix, row)}</strong> <code>${row.id}</code>: <strong>${stateWords[state]}</strong></p>
<p>${reason}</p>
<p>${say.waiverOwner}: <strong>${owner}</strong> · ${say.until} <strong><time datetime="${until}">${until}</time></strong>${ticket === undefined ? nothing : markup` · ${ticket}`}</p></li>
`,
)}</ul>
`;
}

/** What doesn't follow the standard, or isn't known, and what the owner left out. */
export function deviations(
  { profile, baseline, residencyException, warnings }: ClusterReport,
  { counted }: ClusterRows,
  prefix: string,
): Markup {
  const open = counted.filter(({ status }) => status === "failed" || status === "unknown" || status === "waived");
  const noted = (title: Markup, text: Markup) => markup`<strong>${title}</strong>: ${text}`;
  const items = [
    ...(profile === "test" ? [noted(say.profileTest, say.aboutTest)] : []),
    ...open.map((row) => markup`${badge(row.status)} ${link(prefix, row)}: ${both(row.because)}`),
    ...(residencyException === undefined ? [] : [noted(say.outside, markup`${residencyException}`)]),
    ...(baseline === undefined ? [noted(say.noBaseline, say.unknownInside)] : []),
    ...warnings.map((warning) => noted(say.mind, both(warning))),
  ];
  if (items.length === 0) return none;
  return markup`<ul>
${items.map(
  (line) => markup`<li>${line}</li>
`,
)}</ul>
`;
}

/**
 * Measures with the checks that support them, without their outcome: a mark beside a measure would read as if the measure were met. HCC
 * itself knows nothing of BIO2.
 */
export function measures({ counted }: ClusterRows, prefix: string): Markup {
  const supporting = new Map<string, Markup[]>();
  for (const row of counted) {
    if (row.status === "not-applicable") continue;
    const line = markup`<li>${link(prefix, row)}</li>
`;
    for (const measure of row.bio2) supporting.set(measure, [...(supporting.get(measure) ?? []), line]);
  }
  const inOrder = [...supporting]
    .map(([measure, checks]) => ({ measure, checks, place: order(measure) }))
    .sort((a, b) => a.place - b.place);
  return definitions(
    inOrder.map(({ measure, checks }) => ({
      name: markup`${measure} ${both(bio2Measures[measure] ?? { en: "", nl: "" })}`,
      value: markup`${say.supportedBy}<ul class="plain">
${checks}</ul>`,
    })),
  );
}

/** 8.9 goes before 8.13. */
function order(measure: string): number {
  const [chapter = 0, number = 0] = measure.split(".").map(Number);
  return chapter * 1000 + number;
}

export function settings({ settings: list }: ClusterReport): Markup {
  return definitions(
    list.map(({ title, value, address, attribute }) => ({
      name: both(title),
      value: markup`${shownValue(value)}${address === undefined ? "" : markup`<br><small><code>${address}</code> <code>${attribute}</code></small>`}`,
    })),
  );
}

export function inventory({ inventory: found, baseline, resources }: ClusterReport): Markup {
  const list = (items: readonly Markup[]) =>
    items.length === 0 ? say.none : markup`<ul class="plain">${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
  const code = (text: string) => markup`<code>${text}</code>`;
  const address = (text: string) => (text.includes("${") ? markup`${say.atApply} ${code("egress_addresses")}` : markup`${text}`);
  const charts = (baseline?.components ?? []).flatMap(({ chart, namespace }) =>
    chart ? [markup`${chart.name} ${chart.version} <small>${namespace}</small>`] : [],
  );
  const tags = found.tags.map(({ key, value, resources: count }) => markup`${code(key)} = ${value} <small>${count} resources</small>`);
  const providers = found.providers.map(({ source, version }) => markup`${code(source)} ${version ?? say.anyVersion}`);
  const kinds = found.kinds.map(({ kind, count }) => markup`<li>${count} × ${code(kind)}</li>`);
  return definitions([
    { name: say.regions, value: list(found.regions.map((region) => markup`${region}`)) },
    { name: say.egressAddresses, value: list(found.egressAddresses.map(address)) },
    { name: say.costTags, value: list(tags) },
    { name: say.charts, value: list(charts) },
    { name: say.images, value: markup`${list(found.images.map(code))} <small>${say.otherImages}</small>` },
    { name: say.terraformProviders, value: list(providers) },
    { name: markup`${resources} ${say.resources}`, value: markup`<ul class="plain kinds">${kinds}</ul>` },
  ]);
}
