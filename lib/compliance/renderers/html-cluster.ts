import { draw, type Drawing, pictureElement } from "../../picture/svg";
import type { ClusterReport, Report } from "../report";
import { rowsOf } from "../rows";
import { headlineOf } from "../verdict";
import { checkList, findingList } from "./html-checks";
import { deviations, inventory, measures, refusal, settings, waivers } from "./html-sections";
import { driftList, observation } from "./html-observation";
import { both, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";

/** One cluster: the verdict and the picture on the first screen, then everything that it stands on. */
export function clusterSection(cluster: ClusterReport, drawings: readonly Drawing[], { hccVersion }: Report, prefix: string): Markup {
  const { name, verdict, counts } = cluster;
  const rows = rowsOf(cluster);
  const { checks, others, findings } = rows;
  const { drift = [] } = rows.observation ?? {};
  return markup`<article id="${prefix}" aria-labelledby="${prefix}-name">
<header>
<h2 id="${prefix}-name">${name}: ${both(headlineOf(cluster))}</h2>
<p class="facts">${facts(cluster)}</p>
</header>
${refusal(cluster)}${observation(cluster, rows, prefix)}<p class="verdict">${both(verdict)}</p>
<ul class="tiles">
${tile("guaranteed", counts.guaranteed, say("gegarandeerd", "guaranteed"))}${tile("expected", counts.expected, say("nog te zien op het cluster", "to observe on the cluster"))}${tile("failed", counts.failed, say("afgekeurd", "failed"))}${
    counts.waived > 0 ? tile("waived", counts.waived, say("aanvaard als afwijking", "accepted as a deviation")) : nothing
  }${counts.unknown > 0 ? tile("unknown", counts.unknown, say("onbekend", "unknown")) : nothing}${tile("none", counts["not-applicable"], say("gaan over de checker zelf", "about the checker itself"))}</ul>
${picture(drawings, prefix)}
${section(prefix, "checks", say(`Wat HCC ${hccVersion} naar verwachting zegt`, `What HCC ${hccVersion} is predicted to say`), checkList(checks, prefix))}
${section(
  prefix,
  "others",
  say("Niet over dit cluster", "Not about this cluster"),
  markup`<p>${say(
    "Deze controles gaan over de checker of over wie hem draait, of HCC raadt ze alleen aan. Ze tellen niet mee.",
    "These are about the checker or the person who runs it, or HCC only suggests them. They don't count.",
  )}</p>
${checkList(others, prefix)}`,
)}
${section(
  prefix,
  "beyond",
  say("Buiten HCC om", "Beyond HCC"),
  markup`<p>${say(
    "Eigen regels, over BIO2 en goed gebruik. Ze zeggen niets over HCC.",
    "Rules of our own, about BIO2 and good practice. They say nothing about HCC.",
  )}</p>
${findingList(findings, prefix)}`,
)}
${drift.length > 0 ? section(prefix, "drift", say("Het draaiende cluster naast dit rapport", "The running cluster beside this report"), driftList(drift)) : nothing}
${section(prefix, "waivers", say("Ontheffingen", "Waivers"), waivers(cluster, prefix))}
${section(prefix, "deviations", say("Afwijkingen en wat onbekend is", "Deviations and unknowns"), deviations(cluster, prefix))}
${section(
  prefix,
  "bio2",
  say("BIO2-maatregelen", "BIO2 measures"),
  markup`<p><strong>${say("Onze eigen koppeling", "Our own mapping")}</strong>: ${say(
    "welke maatregelen van BIO2 v1.3 een controle ondersteunt. Niemand heeft die koppeling goedgekeurd, en een maatregel vraagt meer dan techniek.",
    "which measures of BIO2 v1.3 a check supports. Nobody has approved it, and a measure asks for more than technology.",
  )}</p>
${measures(cluster, prefix)}`,
)}
${section(
  prefix,
  "settings",
  say("Instellingen", "Settings"),
  markup`<p>${say("Met standaardwaarden ingevuld, zoals Terraform ze leest.", "With defaults filled in, as Terraform reads them.")}</p>
${settings(cluster)}`,
)}
${section(prefix, "inventory", say("Inventaris", "Inventory"), inventory(cluster))}
</article>
`;
}

function section(prefix: string, name: string, title: Markup, content: Markup): Markup {
  return markup`<section><h3 id="${prefix}-section-${name}">${title}</h3>
${content}</section>`;
}

function tile(kind: string, count: number, text: Markup): Markup {
  return markup`<li class="${kind}${count === 0 ? " zero" : ""}"><b>${count}</b> ${text}</li>
`;
}

function facts({
  platform,
  architecture,
  kubernetesVersion,
  region,
  zones,
  environment,
  stack,
  inventory: { tags },
}: ClusterReport): Markup {
  const owner = tags.find(({ key }) => key === "owner")?.value;
  return markup`${architecture?.platform ?? platform} ${kubernetesVersion} · ${region}, ${zones.length} ${
    zones.length === 1 ? say("zone", "zone") : say("zones", "zones")
  } · ${both(environments[environment] ?? { en: environment, nl: environment })}${owner === undefined ? nothing : markup` · ${say("eigenaar", "owner")} ${owner}`} · stack ${stack}`;
}

const environments: Readonly<Record<string, { readonly en: string; readonly nl: string }>> = {
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
  const drawn = drawings.map((drawing): Markup => {
    const { language } = drawing;
    return markup`<div lang="${language}">${{ markup: pictureElement(drawing, `${prefix}-picture-${language}`) }}</div>`;
  });
  return markup`<figure tabindex="0" aria-labelledby="${prefix}-figure">${drawn}
<figcaption id="${prefix}-figure">${say("Het cluster, getekend uit de code die Terraform leest.", "The cluster, drawn from the code that Terraform reads.")}</figcaption></figure>`;
}
