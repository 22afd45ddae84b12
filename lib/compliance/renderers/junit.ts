import type { ClusterReport, FindingReport, Report } from "../report";
import { type DriftRow, type FindingRow, type ObservedRow, rowsOf } from "../rows";
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
  const { counted, observation } = rowsOf(cluster);
  return [...counted.map((row) => findingCase(cluster, row)), ...(observation?.drift ?? []).map((drift) => driftCase(cluster, drift))];
}

const count = (all: readonly Case[], kind: Outcome): number => all.filter(({ outcome }) => outcome === kind).length;

/** What suites and the whole both say; by Jenkins' schema only suites say what was skipped. */
function totals(all: readonly Case[]): Markup {
  return markup`tests="${all.length}" failures="${count(all, "failure")}" errors="0"`;
}

/** What is to observe passes: nothing speaks against it. What is unknown fails where the gate refuses it. */
function outcomeOf({ status }: FindingReport, failOn: ClusterReport["failOn"]): Outcome {
  if (status === "failed" || failOn.some((refused) => refused === status)) return "failure";
  return status === "guaranteed" || status === "expected" ? "passed" : "skipped";
}

function findingCase({ constructPath, failOn }: ClusterReport, row: FindingRow): Case {
  const { finding, name, category = "Beyond HCC", attention } = row;
  const { id, because, source } = finding;
  const outcome = attention ? "failure" : outcomeOf(finding, failOn);
  const file = source ? markup` file="${source.file}"` : nothing;
  const start = markup`    <testcase classname="${constructPath}.${category}" name="${id}: ${name.en}"${file} time="0"`;
  switch (outcome) {
    case "failure":
      return {
        outcome,
        xml: markup`${start}><failure type="${failureType(row)}" message="${because.en}">${details(row)}</failure></testcase>
`,
      };
    case "skipped":
      return {
        outcome,
        xml: markup`${start}><skipped message="${finding.status}: ${because.en}"/></testcase>
`,
      };
    case "passed":
      return {
        outcome,
        xml: markup`${start}><system-out>${finding.status}: ${because.en}</system-out></testcase>
`,
      };
  }
}

/** What else was seen, beside what the report says of it. */
function driftCase(
  { constructPath }: ClusterReport,
  { title, predicted, seen: running, result, outcome: word, attention }: DriftRow,
): Case {
  const outcome = attention ? "failure" : "passed";
  const words = `${word.en}: ${running.en} (report: ${predicted.en})`;
  const inside =
    outcome === "passed"
      ? markup`<system-out>${words}</system-out>`
      : markup`<failure type="${result}" message="${words}">${words}</failure>`;
  return {
    outcome,
    xml: markup`    <testcase classname="${constructPath}.Beside the report" name="${title.en}" time="0">${inside}</testcase>
`,
  };
}

/** What was seen counts for more than what was predicted. */
function failureType({ finding: { observed, status }, attention }: FindingRow): string {
  return attention ? (observed?.outcome ?? status) : status;
}

function details({ finding: { because, evidence }, observed, todo, place }: FindingRow): string {
  return [
    because.en,
    ...(observed ? [seen(observed)] : []),
    ...(todo ? [`To do: ${todo.en}`] : []),
    ...(place === undefined ? [] : [`In ${place}`]),
    ...evidence.map(({ address, attribute, value }) => `${address} ${attribute} = ${JSON.stringify(value)}`),
  ].join("\n");
}

function seen({ result, outcome, because }: ObservedRow): string {
  return `On the cluster: ${result}, ${outcome.en}${because ? `: ${because.en}` : ""}`;
}
