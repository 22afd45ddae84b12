import type { ClusterReport } from "../report";
import { clusterNeedsAttention, type ClusterRows, type DriftRow } from "../rows";
import { verdictWords } from "../words";
import { definitions } from "./html-text";
import { both, say } from "./html-words";
import { type Markup, markup, nothing } from "./markup";

/** Who looked at the running cluster, and what a person must look at now; before the prediction, which is weaker. */
export function observation(cluster: ClusterReport, { observed, drift }: ClusterRows, prefix: string): Markup {
  if (cluster.observation === undefined) return nothing;
  const { by, tool, at } = cluster.observation;
  const verdict = verdictWords(cluster.observation);
  const who = markup`${by === "observe" ? markup`${say.seenBy} ` : nothing}<strong>${tool}</strong>${at === undefined ? "" : `, ${at}`}.${verdict ? markup` ${both(verdict.sentence)}` : nothing}`;
  const isCalm = !clusterNeedsAttention(cluster);
  const link = (to: string, { title }: Pick<DriftRow, "title">) => markup`<a href="#${prefix}-${to}">${both(title)}</a>`;
  const list = [
    ...observed.flatMap((row) => {
      const { id, name, status, mandatory, needsAttention, seen } = row;
      if (status !== undefined) return needsAttention ? [markup`${link(id, row)}: ${both(seen.outcome)}`] : [];
      const suggested = mandatory ? nothing : markup` (${say.suggested})`;
      return [markup`<code>${id}</code> ${name.en}${suggested}: ${seen.result}, ${both(seen.outcome)}`];
    }),
    ...drift.flatMap((row) => (row.differs ? [markup`${link("section-drift", row)}: ${both(row.word)}`] : [])),
  ].map(
    (line) => markup`<li>${line}</li>
`,
  );
  return markup`<div class="${isCalm ? "note" : "alarm"}" role="note"><p>${who}${isCalm ? markup` ${say.calm}` : nothing}</p>${list.length > 0 ? markup`<ul>${list}</ul>` : nothing}</div>
`;
}

/** What else the report says of the cluster, beside what runs. */
export function driftList(drift: readonly DriftRow[]): Markup {
  return definitions(
    drift.map(({ title, predicted, seen, word, differs }) => ({
      name: both(title),
      value: markup`${differs ? markup`<strong>${both(word)}</strong>: ` : nothing}${both(seen)} <small>(${say.report}: ${both(predicted)})</small>`,
    })),
  );
}
