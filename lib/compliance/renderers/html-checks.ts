import type { EvidenceReport, ObservedEvidence } from "../report";
import type { Row } from "../rows";
import type { Status } from "../rule";
import { statusWords } from "../words";
import { both, say } from "./html-words";
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
export function checkList(checks: readonly Row[], prefix: string): Markup {
  const categories = [...new Set(checks.map(({ category }) => category))];
  return markup`${categories.map(
    (category) => markup`<h4 class="keep" lang="en" translate="no">${category}</h4>
${rowList(
  checks.filter((check) => check.category === category),
  prefix,
)}`,
  )}`;
}

export function rowList(rows: readonly Row[], prefix: string): Markup {
  return markup`<ul class="checks">
${rows.map((row) => item(row, prefix))}</ul>
`;
}

/** An answer from the running cluster counts for more than the prediction, so it comes first. */
function answer({ status, seen, needsAttention }: Row): Markup {
  if (seen === undefined) return markup`<p>${badge(status)}</p>`;
  const kind = needsAttention ? "failed" : seen.result === "YES" ? "guaranteed" : "unknown";
  return markup`<div><p><span class="status ${kind}"><span aria-hidden="true">${signs[kind]}</span> ${seen.result}</span></p><p><small>${say.predicted} ${both(statusWords[status])}</small></p></div>`;
}

function item(row: Row, prefix: string): Markup {
  const { id, title, status, because, fix, evidence, waiver, source, bio2, label, mandatory } = row;
  const heading =
    label === undefined
      ? markup`<h4 class="title">${both(title)}</h4>`
      : markup`<h5>${both(title)}</h5><p class="label" lang="en" translate="no">${label}</p>`;
  const suggested = mandatory === false ? markup` · ${say.suggested}` : nothing;
  const measures = bio2.length > 0 ? markup` · BIO2 ${bio2.join(", ")}` : nothing;
  const place = source ? markup` <code>${source.file}:${source.line}</code>` : nothing;
  const advice = fix && status !== "waived" ? markup`<p class="todo"><strong>${say.toDo}</strong> ${both(fix)}.${place}</p>` : nothing;
  return markup`<li id="${prefix}-${id}" class="${waiver?.state === "expired" ? "expired" : status}${mandatory === false ? " suggested" : ""}${evidence.length > 8 ? " long" : ""}">
<div>${heading}<p class="id"><code>${id}</code>${suggested}${measures}</p></div>
${answer(row)}
<div><p>${both(because)}</p>${onCluster(row)}${advice}${scope(row)}${proof(evidence)}</div>
</li>
`;
}

/** What somebody saw on the running cluster. */
function onCluster({ seen, observed, needsAttention }: Row): Markup {
  if (seen === undefined) return nothing;
  const reason = seen.because ? markup`. ${both(seen.because)}` : nothing;
  return markup`<p class="seen${needsAttention ? " attention" : ""}"><strong>${say.onCluster} ${seen.result}</strong>, ${both(seen.outcome)}${reason}</p>${proof(observed?.evidence ?? [])}`;
}

/** What the rule looks at, and what it doesn't: a title is short. */
function scope({ examines, overlooks }: Row): Markup {
  if (examines === undefined) return nothing;
  const not = overlooks === undefined ? nothing : markup` ${say.overlooks} ${both(overlooks)}.`;
  return markup`<p><small>${say.examines} ${both(examines)}.${not}</small></p>`;
}

/** What the prediction stands on: the attribute of a resource, as Terraform reads it. */
function proof(evidence: readonly (EvidenceReport | ObservedEvidence)[]): Markup {
  if (evidence.length === 0) return nothing;
  return markup`<details><summary>${say.evidence} (${evidence.length})</summary><ul class="evidence">
${evidence.map(piece)}</ul></details>`;
}

function piece(evidence: EvidenceReport | ObservedEvidence): Markup {
  const { address, attribute, value } = evidence;
  const place = markup`<code>${address}</code> <code>${attribute}</code> = `;
  const written = markup`<code>${JSON.stringify(value)}</code>`;
  if (!("stack" in evidence))
    return markup`<li>${place}${value === null ? say.notThere : written}</li>
`;
  const { stack, constructPath, atCreationOnly } = evidence;
  const shown = value === null ? say.notInCodeYet : written;
  const once = atCreationOnly ? markup` · ${say.asMade}` : nothing;
  return markup`<li>${place}${shown}<br> <small>stack ${stack}${
    constructPath === undefined ? nothing : markup` · ${constructPath}`
  }${once}</small></li>
`;
}
