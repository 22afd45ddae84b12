import { clusterNeedsAttention, driftWords, needsAttention, outcomeWords, resultWords } from "../observation";
import type { ClusterReport, DriftReport } from "../report";
import { both, rows, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";

/** Who looked at the running cluster, and what a person must look at now; before the prediction, which is weaker. */
export function observation(cluster: ClusterReport, prefix: string): Markup {
  const { observation: seen, checks, findings } = cluster;
  if (seen === undefined) return nothing;
  const { by, tool, at, compliant, others, drift = [] } = seen;
  const verdict =
    compliant === null
      ? nothing
      : compliant
        ? markup` ${say("Volgens hem voldoet het cluster.", "It says that the cluster is compliant.")}`
        : markup` ${say("Volgens hem voldoet het cluster niet.", "It says that the cluster is not compliant.")}`;
  const who = markup`${by === "observe" ? markup`${say("Gezien door", "Seen by")} ` : nothing}<strong>${tool}</strong>${at === undefined ? "" : `, ${at}`}.${verdict}`;
  const open = [...checks, ...findings].filter(needsAttention);
  const isCalm = !clusterNeedsAttention(cluster);
  const checked = open.map(
    ({ id, title, observed }) =>
      markup`<li><a href="#${prefix}-${id}">${both(title)}</a>${observed ? markup`: ${both(outcomeWords[observed.outcome])}` : nothing}</li>
`,
  );
  const more = others.map(
    ({
      id,
      label,
      mandatory,
      result,
    }) => markup`<li><code>${id}</code> ${label}${mandatory ? nothing : markup` (${say("aanbevolen", "suggested")})`}: ${resultWords[result]}, ${say("onbekend in dit rapport", "unknown to this report")}</li>
`,
  );
  const drifted = drift
    .filter(({ result }) => result !== "same")
    .map(
      ({ title, result }) => markup`<li><a href="#${prefix}-section-drift">${both(title)}</a>: ${both(driftWords[result])}</li>
`,
    );
  const list = [...checked, ...more, ...drifted];
  return markup`<div class="${isCalm ? "note" : "alarm"}" role="note"><p>${who}${
    isCalm ? markup` ${say("Alles is zoals voorspeld, of beter.", "All is as predicted, or better.")}` : nothing
  }</p>${list.length > 0 ? markup`<ul>${list}</ul>` : nothing}</div>
`;
}

/** What else the report says of the cluster, beside what runs. */
export function driftList(drift: readonly DriftReport[]): Markup {
  return rows(
    drift.map(({ title, predicted, seen, result }) => ({
      name: both(title),
      value: markup`${result === "same" ? nothing : markup`<strong>${both(driftWords[result])}</strong>: `}${both(seen)} <small>(${say("rapport", "report")}: ${both(predicted)})</small>`,
    })),
  );
}
