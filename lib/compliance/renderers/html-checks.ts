import { needsAttention, outcomeWords, resultWords } from "../observation";
import type { CheckReport, EvidenceReport, FindingReport, ObservedEvidence } from "../report";
import type { Status } from "../rule";
import { both, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";
import { statusWords } from "./words";

/** A sign beside the word, since colour alone says nothing to many. */
const signs: Readonly<Record<Status, string>> = {
  guaranteed: "✓",
  expected: "◔",
  failed: "✕",
  waived: "!",
  unknown: "?",
  "not-applicable": "–",
};

export function badge(status: Status): Markup {
  return markup`<span class="status ${status}"><span aria-hidden="true">${signs[status]}</span> ${both(statusWords[status])}</span>`;
}

/** HCC's checks by its own categories. */
export function checkList(checks: readonly CheckReport[], prefix: string): Markup {
  const categories = [...new Set(checks.map(({ category }) => category))];
  return markup`${categories.map(
    (category) => markup`<h4 class="keep" lang="en" translate="no">${category}</h4>
<ul class="checks">
${checks.filter((check) => check.category === category).map((check) => item(check, prefix, check))}</ul>
`,
  )}`;
}

export function findingList(findings: readonly FindingReport[], prefix: string): Markup {
  return markup`<ul class="checks">
${findings.map((finding) => item(finding, prefix))}</ul>
`;
}

function item(finding: FindingReport, prefix: string, check?: CheckReport): Markup {
  const { id, title, status, because, fix, evidence, waiver, source, bio2 } = finding;
  const label = check ? markup`<p class="label" lang="en" translate="no">${check.label}</p>` : nothing;
  const suggested = check && !check.mandatory ? markup` · ${say("aanbevolen", "suggested")}` : nothing;
  const measures = bio2.length > 0 ? markup` · BIO2 ${bio2.join(", ")}` : nothing;
  const place = source ? markup` <code>${source.file}:${source.line}</code>` : nothing;
  const advice =
    fix && status !== "waived"
      ? markup`<p class="todo"><strong>${say("Wat te doen:", "What to do:")}</strong> ${both(fix)}.${place}</p>`
      : nothing;
  return markup`<li id="${prefix}-${id}" class="${waiver?.state === "expired" ? "expired" : status}${check?.mandatory === false ? " suggested" : ""}${evidence.length > 8 ? " long" : ""}">
<div>${check ? markup`<h5>${both(title)}</h5>` : markup`<h4 class="title">${both(title)}</h4>`}${label}<p class="id"><code>${id}</code>${suggested}${measures}</p></div>
<p>${badge(status)}</p>
<div><p>${both(because)}</p>${seen(finding)}${advice}${proof(evidence)}</div>
</li>
`;
}

/** What somebody saw on the running cluster. */
function seen(finding: FindingReport): Markup {
  const { observed } = finding;
  if (observed === undefined) return nothing;
  const { result, outcome, because, evidence } = observed;
  const reason = because ? markup`. ${both(because)}` : nothing;
  return markup`<p class="seen${needsAttention(finding) ? " attention" : ""}"><strong>${say("Op het cluster:", "On the cluster:")} ${resultWords[result]}</strong>, ${both(outcomeWords[outcome])}${reason}</p>${proof(evidence ?? [])}`;
}

/** What the prediction stands on: the attribute of a resource, as Terraform reads it. */
function proof(evidence: readonly (EvidenceReport | ObservedEvidence)[]): Markup {
  if (evidence.length === 0) return nothing;
  return markup`<details><summary>${say("Bewijs", "Evidence")} (${evidence.length})</summary><ul class="evidence">
${evidence.map(piece)}</ul></details>`;
}

function piece(evidence: EvidenceReport | ObservedEvidence): Markup {
  const { address, attribute, value } = evidence;
  const place = markup`<code>${address}</code> <code>${attribute}</code> = `;
  const written = markup`<code>${JSON.stringify(value)}</code>`;
  if (!("stack" in evidence))
    return markup`<li>${place}${value === null ? say("niet aanwezig", "not there") : written}</li>
`;
  const { stack, constructPath, atCreationOnly } = evidence;
  const shown =
    value === null ? say("niet in de code, of pas bij het uitrollen bekend", "not in the code, or known at apply only") : written;
  const once = atCreationOnly
    ? markup` · ${say("zoals gemaakt; latere wijzigingen volgt Terraform niet", "as made; Terraform doesn't follow later changes")}`
    : nothing;
  return markup`<li>${place}${shown}<br> <small>${say("stack", "stack")} ${stack}${
    constructPath === undefined ? nothing : markup` · ${constructPath}`
  }${once}</small></li>
`;
}
