import { bio2Measures } from "../bio2";
import type { ClusterReport } from "../report";
import { rowsOf, statusWords } from "../rows";
import { badge } from "./html-checks";
import { both, type Row, rows, say, shownValue } from "./html-text";
import { type Markup, markup, nothing } from "./markup";
import { aboutSkipping } from "./words";

const all = (cluster: ClusterReport) => rowsOf(cluster).counted.map(({ finding }) => finding);

/** What a gate did, before anything else: nothing of this stack can be applied. */
export function refusal(cluster: ClusterReport): Markup {
  if (!cluster.refused) return nothing;
  const refused = all(cluster).filter(({ status }) => cluster.failOn.some((outcome) => outcome === status));
  return markup`<div class="alarm" role="note"><p><strong>${say("Geweigerd.", "Refused.")}</strong> ${refused.map(({ id, status }, index) => markup`${index === 0 ? "" : ", "}<code>${id}</code> (${both(statusWords[status])})`)}. ${say(
    "Van deze stack staat niets klaar om uit te rollen.",
    "Nothing of this stack is left to apply.",
  )}</p><p>${both(aboutSkipping)}</p></div>
`;
}

const stateWords = {
  used: say("geldt", "holds"),
  unused: say("niet nodig: de controle wordt niet afgekeurd", "not needed: the check doesn't fail"),
  expired: say("VERLOPEN: telt als afgekeurd", "EXPIRED: counts as failed"),
  refused: say("geen effect: in productie is geen ontheffing mogelijk", "no effect: it can't be waived in production"),
} as const;

/** Who answers for what, and until when; what has run out comes first. */
export function waivers(cluster: ClusterReport, prefix: string): Markup {
  const given = all(cluster).flatMap(({ id, waiver, title }) => (waiver ? [{ id, title, waiver }] : []));
  if (given.length === 0)
    return markup`<p>${say("Geen.", "None.")}</p>
`;
  const loudFirst = [...given].sort((a, b) => Number(b.waiver.state === "expired") - Number(a.waiver.state === "expired"));
  return markup`<ul class="waivers">
${loudFirst.map(
  ({
    id,
    title,
    waiver,
  }) => markup`<li class="${waiver.state}"><p><strong><a href="#${prefix}-${id}">${both(title)}</a></strong> <code>${id}</code>: <strong>${stateWords[waiver.state]}</strong></p>
<p>${waiver.reason}</p>
<p>${say("Eigenaar", "Owner")}: <strong>${waiver.owner}</strong> · ${say("tot en met", "until")} <strong><time datetime="${waiver.until}">${waiver.until}</time></strong>${
    waiver.ticket === undefined ? nothing : markup` · ${waiver.ticket}`
  }</p></li>
`,
)}</ul>
`;
}

/** What doesn't follow the standard, or isn't known, and what the owner left out. */
export function deviations(cluster: ClusterReport, prefix: string): Markup {
  const { profile, baseline, residencyException, warnings } = cluster;
  const open = all(cluster).filter(({ status }) => status === "failed" || status === "unknown" || status === "waived");
  const items: Markup[] = [
    ...(profile === "test"
      ? [
          markup`<strong>${say("Profiel test", "Profile test")}</strong>: ${say(
            "dit cluster geeft de controles op die over de omvang gaan (multiaz, hamasters, haworkers). HCC zal ze afkeuren.",
            "this cluster gives up the checks that are about its size (multiaz, hamasters, haworkers). HCC will fail them.",
          )}`,
        ]
      : []),
    ...open.map(
      ({ id, status, title, because }) => markup`${badge(status)} <a href="#${prefix}-${id}">${both(title)}</a>: ${both(because)}`,
    ),
    ...(residencyException === undefined
      ? []
      : [markup`<strong>${say("Gegevens buiten de EU/EER", "Data outside the EU/EEA")}</strong>: ${residencyException}`]),
    ...(baseline === undefined
      ? [
          markup`<strong>${say("Geen baseline in deze app", "No baseline in this app")}</strong>: ${say(
            "wat er in het cluster draait, is hier niet bekend.",
            "what runs inside the cluster isn't known here.",
          )}`,
        ]
      : []),
    ...warnings.map((warning) => markup`<strong>${say("Let op", "Mind")}</strong>: ${both(warning)}`),
  ];
  if (items.length === 0)
    return markup`<p>${say("Geen.", "None.")}</p>
`;
  return markup`<ul>
${items.map(
  (line) => markup`<li>${line}</li>
`,
)}</ul>
`;
}

/** Measures with the checks that support them; HCC itself knows nothing of BIO2. */
export function measures(cluster: ClusterReport, prefix: string): Markup {
  const supporting = new Map<string, Markup[]>();
  for (const { id, status, title, bio2 } of all(cluster)) {
    if (status === "not-applicable") continue;
    const line = markup`<li>${badge(status)} <a href="#${prefix}-${id}">${both(title)}</a></li>
`;
    for (const measure of bio2) supporting.set(measure, [...(supporting.get(measure) ?? []), line]);
  }
  const inOrder = [...supporting]
    .map(([measure, checks]) => ({ measure, checks, place: order(measure) }))
    .sort((a, b) => a.place - b.place);
  return rows(
    inOrder.map(({ measure, checks }) => ({
      name: markup`${measure} ${both(bio2Measures[measure] ?? { en: "", nl: "" })}`,
      value: markup`<ul class="plain">
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
  return rows(
    list.map(({ title, value, address, attribute }) => ({
      name: both(title),
      value: markup`${shownValue(value)}${address === undefined ? "" : markup`<br><small><code>${address}</code> <code>${attribute}</code></small>`}`,
    })),
  );
}

export function inventory({
  inventory: { kinds, providers, images, regions, egressAddresses, tags },
  baseline,
  resources,
}: ClusterReport): Markup {
  const list = (items: readonly Markup[]): Markup =>
    items.length === 0 ? say("geen", "none") : markup`<ul class="plain">${items.map((item) => markup`<li>${item}</li>`)}</ul>`;
  const addresses = egressAddresses.map((address) =>
    address.includes("${")
      ? markup`${say("bij uitrollen bekend, in de uitvoer", "known at apply, in the output")} <code>egress_addresses</code>`
      : markup`${address}`,
  );
  const charts =
    baseline?.components.flatMap(({ chart, namespace }) =>
      chart ? [markup`${chart.name} ${chart.version} <small>${namespace}</small>`] : [],
    ) ?? [];
  const parts: readonly Row[] = [
    { name: say("Regio's", "Regions"), value: list(regions.map((region) => markup`${region}`)) },
    { name: say("Uitgaande adressen", "Egress addresses"), value: list(addresses) },
    {
      name: say("Labels voor kostenverdeling", "Tags for passing costs on"),
      value: list(
        tags.map(
          ({ key, value, resources: count }) =>
            markup`<code>${key}</code> = ${value} <small>${count} ${say("resources", "resources")}</small>`,
        ),
      ),
    },
    { name: say("Helm-charts", "Helm charts"), value: list(charts) },
    {
      name: say("Images die de code noemt", "Images that the code names"),
      value: markup`${list(images.map((image) => markup`<code>${image}</code>`))} <small>${say(
        "Alle andere staan in de charts, bij de versie hierboven.",
        "Every other one is in its chart, at the version above.",
      )}</small>`,
    },
    {
      name: say("Terraform-providers", "Terraform providers"),
      value: list(providers.map(({ source, version }) => markup`<code>${source}</code> ${version ?? say("elke versie", "any version")}`)),
    },
    {
      name: markup`${resources} ${say("resources in de stack", "resources in the stack")}`,
      value: markup`<ul class="plain kinds">${kinds.map(({ kind, count }) => markup`<li>${count} × <code>${kind}</code></li>`)}</ul>`,
    },
  ];
  return rows(parts);
}
