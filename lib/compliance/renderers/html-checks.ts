import type { CheckReport, EvidenceReport, ObservedEvidence } from "../report";
import { type FindingRow, statusWords } from "../rows";
import type { Status } from "../rule";
import { both, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";

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
export function checkList(checks: readonly FindingRow<CheckReport>[], prefix: string): Markup {
  const categories = [...new Set(checks.map(({ finding }) => finding.category))];
  return markup`${categories.map(
    (category) => markup`<h4 class="keep" lang="en" translate="no">${category}</h4>
<ul class="checks">
${checks.filter(({ finding }) => finding.category === category).map((row) => item(row, prefix, row.finding))}</ul>
`,
  )}`;
}

export function findingList(findings: readonly FindingRow[], prefix: string): Markup {
  return markup`<ul class="checks">
${findings.map((row) => item(row, prefix))}</ul>
`;
}

function item(row: FindingRow, prefix: string, check?: CheckReport): Markup {
  const { todo } = row;
  const { id, title, status, because, evidence, waiver, bio2 } = row.finding;
  const label = check ? markup`<p class="label" lang="en" translate="no">${check.label}</p>` : nothing;
  const suggested = check && !check.mandatory ? markup` · ${say("aanbevolen", "suggested")}` : nothing;
  const measures = bio2.length > 0 ? markup` · BIO2 ${bio2.join(", ")}` : nothing;
  const place = row.place === undefined ? nothing : markup` <code>${row.place}</code>`;
  const advice = todo ? markup`<p class="todo"><strong>${say("Wat te doen:", "What to do:")}</strong> ${both(todo)}.${place}</p>` : nothing;
  return markup`<li id="${prefix}-${id}" class="${waiver?.state === "expired" ? "expired" : status}${check?.mandatory === false ? " suggested" : ""}${evidence.length > 8 ? " long" : ""}">
<div>${check ? markup`<h5>${both(title)}</h5>` : markup`<h4 class="title">${both(title)}</h4>`}${label}<p class="id"><code>${id}</code>${suggested}${measures}</p></div>
<p>${badge(status)}</p>
<div><p>${both(because)}</p>${seen(row)}${advice}${proof(evidence)}</div>
</li>
`;
}

/** What somebody saw on the running cluster. */
function seen({ finding, observed, attention }: FindingRow): Markup {
  if (observed === undefined) return nothing;
  const { result, outcome, because } = observed;
  const reason = because ? markup`. ${both(because)}` : nothing;
  return markup`<p class="seen${attention ? " attention" : ""}"><strong>${say("Op het cluster:", "On the cluster:")} ${result}</strong>, ${both(outcome)}${reason}</p>${proof(finding.observed?.evidence ?? [])}`;
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
