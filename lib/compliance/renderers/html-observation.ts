import { clusterNeedsAttention, needsAttention, observeNotice, outcomeWords, resultWords } from "../observation";
import type { ClusterReport } from "../report";
import { both, say } from "./html-text";
import { type Markup, markup, nothing } from "./markup";

/** Who looked at the running cluster, and what a person must look at now; before the prediction, which is weaker. */
export function observation(cluster: ClusterReport, prefix: string): Markup {
  const { observation: seen, checks } = cluster;
  if (seen === undefined) return nothing;
  const { by, tool, at, compliant, others } = seen;
  const verdict =
    compliant === null
      ? nothing
      : compliant
        ? markup` ${say("Volgens hem voldoet het cluster.", "It says that the cluster is compliant.")}`
        : markup` ${say("Volgens hem voldoet het cluster niet.", "It says that the cluster is not compliant.")}`;
  const who = by === "hcc" ? markup`<strong>${tool}</strong>${at === undefined ? "" : `, ${at}`}.${verdict}` : both(observeNotice);
  const open = checks.filter(needsAttention);
  const list = open.map(
    ({ id, title, observed }) =>
      markup`<li><a href="#${prefix}-${id}">${both(title)}</a>${observed ? markup`: ${both(outcomeWords[observed.outcome])}` : nothing}</li>
`,
  );
  const more = others.map(
    ({
      id,
      label,
      result,
    }) => markup`<li><code>${id}</code> ${label}: ${resultWords[result]}, ${say("onbekend in dit rapport", "unknown to this report")}</li>
`,
  );
  return markup`<div class="${clusterNeedsAttention(cluster) ? "alarm" : "note"}" role="note"><p>${who}${
    open.length === 0 ? markup` ${say("Alles is zoals voorspeld, of beter.", "All is as predicted, or better.")}` : nothing
  }</p>${list.length + more.length > 0 ? markup`<ul>${list}${more}</ul>` : nothing}</div>
`;
}
