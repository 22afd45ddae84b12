import { draw, type Drawing, pictureElement } from "../../picture/svg";
import type { ClusterReport, Report } from "../report";
import { type ClusterRows, rowsOf } from "../rows";
import { inBoth, type Text } from "../rule";
import { headlineOf } from "../verdict";
import { resultWords, statusWords } from "../words";
import { checkList, rowList } from "./html-checks";
import { deviations, inventory, measures, refusal, settings, waivers } from "./html-sections";
import { driftList, observation } from "./html-observation";
import { both, say } from "./html-words";
import { type Markup, markup, nothing } from "./markup";

/** One cluster: the verdict and the picture on the first screen, then everything that it stands on. */
export function clusterSection(cluster: ClusterReport, drawings: readonly Drawing[], { hccVersion }: Report, prefix: string): Markup {
  const { name, verdict, counts } = cluster;
  const rows = rowsOf(cluster);
  const predicted = both({ en: `What HCC ${hccVersion} is predicted to say`, nl: `Wat HCC ${hccVersion} naar verwachting zegt` });
  const section = (id: string, title: Markup, content: Markup) => markup`<section><h3 id="${prefix}-section-${id}">${title}</h3>
${content}</section>`;
  return markup`<article id="${prefix}" aria-labelledby="${prefix}-name">
<header>
<h2 id="${prefix}-name">${name}: ${both(headlineOf(cluster))}</h2>
<p class="facts">${facts(cluster)}</p>
</header>
${refusal(cluster)}${observation(cluster, rows, prefix)}<p class="verdict">${cluster.observation ? markup`${say.predicted} ` : nothing}${both(verdict)}</p>
<ul class="tiles">
${cluster.observation ? seenTiles(rows) : predictedTiles(counts)}</ul>
${picture(drawings, prefix)}
${section("checks", predicted, checkList(rows.judged, prefix))}
${section("others", say.others, introduced(say.aboutOthers, checkList(rows.aside, prefix)))}
${section("beyond", say.beyond, introduced(say.aboutBeyond, rowList(rows.own, prefix)))}
${rows.drift.length > 0 ? section("drift", say.drift, driftList(rows.drift)) : nothing}
${section("waivers", say.waivers, waivers(rows, prefix))}
${section("deviations", say.deviations, deviations(cluster, rows, prefix))}
${section("bio2", say.bio2, introduced(markup`<strong>${say.ourMapping}</strong>: ${say.aboutBio2}`, measures(rows, prefix)))}
${section("settings", say.settings, introduced(say.aboutSettings, settings(cluster)))}
${section("inventory", say.inventory, inventory(cluster))}
</article>
`;
}

function predictedTiles(counts: ClusterReport["counts"]): readonly Markup[] {
  return [
    tile("guaranteed", counts.guaranteed, both(statusWords.guaranteed)),
    tile("expected", counts.expected, say.expected),
    tile("failed", counts.failed, both(statusWords.failed)),
    counts.waived > 0 ? tile("waived", counts.waived, say.waived) : nothing,
    counts.unknown > 0 ? tile("unknown", counts.unknown, both(statusWords.unknown)) : nothing,
    tile("none", counts["not-applicable"], say.aboutChecker),
  ];
}

/** Answers on the checks that count, once somebody looked. */
function seenTiles({ judged }: ClusterRows): readonly Markup[] {
  const count = (...results: readonly string[]) => judged.filter(({ seen }) => seen && results.includes(seen.result)).length;
  const [yes, no] = [count(resultWords.yes), count(resultWords.no)];
  return [tile("guaranteed", yes, say.seenYes), tile("failed", no, say.seenNo), tile("unknown", judged.length - yes - no, say.seenOther)];
}

const introduced = (words: Markup, content: Markup) => markup`<p>${words}</p>
${content}`;

function tile(kind: string, count: number, text: Markup): Markup {
  return markup`<li class="${kind}${count === 0 ? " zero" : ""}"><b>${count}</b> ${text}</li>
`;
}

function facts({ platform, architecture, kubernetesVersion, region, zones, environment, stack, inventory }: ClusterReport): Markup {
  const owner = inventory.tags.find(({ key }) => key === "owner")?.value;
  const stage = both(environments[environment] ?? inBoth(environment));
  const owned = owner === undefined ? nothing : markup` · ${say.owner} ${owner}`;
  return markup`${architecture?.platform ?? platform} ${kubernetesVersion} · ${region}, ${zones.length} ${zones.length === 1 ? "zone" : "zones"} · ${stage}${owned} · stack ${stack}`;
}

const environments: Readonly<Record<string, Text>> = {
  production: { en: "production", nl: "productie" },
  acceptance: { en: "acceptance", nl: "acceptatie" },
  test: { en: "test", nl: "test" },
  development: { en: "development", nl: "ontwikkeling" },
};

/** In both languages; none where the provider doesn't say what there is to draw. */
export function drawingsOf({ architecture, ...cluster }: ClusterReport): readonly Drawing[] {
  if (architecture === undefined) return [];
  return (["nl", "en"] as const).map((language) => draw({ ...cluster, architecture }, language));
}

function picture(drawings: readonly Drawing[], prefix: string): Markup {
  if (drawings.length === 0) return nothing;
  const drawn = drawings.map((drawing) => {
    const element = { markup: pictureElement(drawing, `${prefix}-picture-${drawing.language}`) };
    return markup`<div lang="${drawing.language}">${element}</div>`;
  });
  return markup`<figure tabindex="0" aria-labelledby="${prefix}-figure">${drawn}
<figcaption id="${prefix}-figure">${say.drawn}</figcaption></figure>`;
}
