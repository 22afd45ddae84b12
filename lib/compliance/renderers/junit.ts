import type { ClusterReport, Report } from "../report";
import { type DriftRow, evidenceLine, type Row, rowsOf, seenLine } from "../rows";
import { type Markup, markup, nothing } from "./markup";

/** For the test tab of a pipeline: a suite a cluster, a test a check. */
export function junitReport({ clusters, hccVersion }: Report): string {
  const suites = clusters.map((cluster) => ({ cluster, cases: cases(cluster) }));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="haven-cdktf" ${totals(suites.flatMap((suite) => suite.cases))} time="0">
${suites.map(
  (
    suite,
  ) => markup`  <testsuite name="${suite.cluster.constructPath}: predicted for HCC ${hccVersion}" ${totals(suite.cases)} skipped="${count(suite.cases, "skipped")}" time="0">
${suite.cases.map(({ xml }) => xml)}  </testsuite>
`,
)}</testsuites>
`.markup
  }`;
}

type Outcome = "passed" | "failure" | "skipped";

interface Case {
  readonly outcome: Outcome;
  readonly xml: Markup;
}

function cases(cluster: ClusterReport): readonly Case[] {
  const { counted, drift } = rowsOf(cluster);
  return [...counted.map((row) => findingCase(cluster, row)), ...drift.map((row) => driftCase(cluster, row))];
}

const count = (all: readonly Case[], kind: Outcome): number => all.filter(({ outcome }) => outcome === kind).length;

/** What suites and the whole both say; by Jenkins' schema only suites say what was skipped. */
function totals(all: readonly Case[]): Markup {
  return markup`tests="${all.length}" failures="${count(all, "failure")}" errors="0"`;
}

/** What is to observe passes: nothing speaks against it. What is unknown fails where the gate refuses it. */
function outcomeOf({ status, needsAttention }: Row, failOn: ClusterReport["failOn"]): Outcome {
  if (needsAttention || status === "failed" || failOn.some((refused) => refused === status)) return "failure";
  return status === "guaranteed" || status === "expected" ? "passed" : "skipped";
}

function findingCase({ constructPath, failOn }: ClusterReport, row: Row): Case {
  const { id, name, category = "Beyond HCC", status, because, source } = row;
  const outcome = outcomeOf(row, failOn);
  const file = source ? markup` file="${source.file}"` : nothing;
  const reason = `${status}: ${because.en}`;
  const inside = {
    failure: () => markup`<failure type="${failureType(row)}" message="${because.en}">${details(row)}</failure>`,
    skipped: () => markup`<skipped message="${reason}"/>`,
    passed: () => markup`<system-out>${reason}</system-out>`,
  };
  return testCase(outcome, markup`classname="${constructPath}.${category}" name="${id}: ${name.en}"${file}`, inside[outcome]());
}

/** What else was seen, beside what the report says of it. */
function driftCase({ constructPath }: ClusterReport, { title, predicted, seen, result, word, differs }: DriftRow): Case {
  const words = `${word.en}: ${seen.en} (report: ${predicted.en})`;
  const inside = differs
    ? markup`<failure type="${result}" message="${words}">${words}</failure>`
    : markup`<system-out>${words}</system-out>`;
  return testCase(differs ? "failure" : "passed", markup`classname="${constructPath}.Beside the report" name="${title.en}"`, inside);
}

function testCase(outcome: Outcome, attributes: Markup, inside: Markup): Case {
  const xml = markup`    <testcase ${attributes} time="0">${inside}</testcase>
`;
  return { outcome, xml };
}

/** What was seen counts for more than what was predicted. */
function failureType({ needsAttention, observed, status }: Row): string {
  return needsAttention && observed ? observed.outcome : status;
}

function details({ because, fix, evidence, source, seen }: Row): string {
  return [
    because.en,
    ...(seen ? [`On the cluster: ${seen.result}, ${seenLine(seen)}`] : []),
    ...(fix ? [`To do: ${fix.en}`] : []),
    ...(source ? [`In ${source.file}:${source.line}`] : []),
    ...evidence.map(evidenceLine),
  ].join("\n");
}
