import { clusterNeedsAttention } from "../observation";
import type { ClusterReport } from "../report";
import type { ClusterRows, DriftRow } from "../rows";
import { both, rows, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";

/** Who looked at the running cluster, and what a person must look at now; before the prediction, which is weaker. */
export function observation(cluster: ClusterReport, { observation: observed }: ClusterRows, prefix: string): Markup {
  if (observed === undefined) return nothing;
  const { by, tool, at, verdict, seen, drift } = observed;
  const who = markup`${by === "observe" ? markup`${say("Gezien door", "Seen by")} ` : nothing}<strong>${tool}</strong>${at === undefined ? "" : `, ${at}`}.${verdict ? markup` ${both(verdict)}` : nothing}`;
  const isCalm = !clusterNeedsAttention(cluster);
  const titles = new Map([...cluster.checks, ...cluster.findings].map(({ id, title }) => [id, title]));
  const items = [
    ...seen
      .filter(({ attention, predicted }) => attention && predicted)
      .map(({ id, name, outcome }) => markup`<a href="#${prefix}-${id}">${both(titles.get(id) ?? name)}</a>: ${both(outcome)}`),
    ...seen
      .filter(({ predicted }) => predicted === undefined)
      .map(
        ({ id, name, mandatory, result, outcome }) =>
          markup`<code>${id}</code> ${both(name)}${mandatory ? nothing : markup` (${say("aanbevolen", "suggested")})`}: ${result}, ${both(outcome)}`,
      ),
    ...drift
      .filter(({ attention }) => attention)
      .map(({ title, outcome }) => markup`<a href="#${prefix}-section-drift">${both(title)}</a>: ${both(outcome)}`),
  ];
  const list = items.map(
    (item) => markup`<li>${item}</li>
`,
  );
  return markup`<div class="${isCalm ? "note" : "alarm"}" role="note"><p>${who}${
    isCalm ? markup` ${say("Alles is zoals voorspeld, of beter.", "All is as predicted, or better.")}` : nothing
  }</p>${list.length > 0 ? markup`<ul>${list}</ul>` : nothing}</div>
`;
}

/** What else the report says of the cluster, beside what runs. */
export function driftList(drift: readonly DriftRow[]): Markup {
  return rows(
    drift.map(({ title, predicted, seen, outcome, attention }) => ({
      name: both(title),
      value: markup`${attention ? markup`<strong>${both(outcome)}</strong>: ` : nothing}${both(seen)} <small>(${say("rapport", "report")}: ${both(predicted)})</small>`,
    })),
  );
}
