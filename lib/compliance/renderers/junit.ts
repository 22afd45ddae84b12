import type { CheckReport, ClusterReport, DriftReport, FindingReport, Report } from "../report";
import { driftWords, needsAttention, outcomeWords, resultWords } from "../observation";
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
  const { checks, findings, observation } = cluster;
  return [
    ...checks.filter(({ mandatory }) => mandatory).map((check) => findingCase(cluster, check, check.label, check.category)),
    ...findings.map((finding) => findingCase(cluster, finding, finding.title.en, "Beyond HCC")),
    ...(observation?.drift ?? []).map((drift) => driftCase(cluster, drift)),
  ];
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

function findingCase({ constructPath, failOn }: ClusterReport, finding: FindingReport | CheckReport, name: string, group: string): Case {
  const { id, because, source } = finding;
  const outcome = needsAttention(finding) ? "failure" : outcomeOf(finding, failOn);
  const file = source ? markup` file="${source.file}"` : nothing;
  const start = markup`    <testcase classname="${constructPath}.${group}" name="${id}: ${name}"${file} time="0"`;
  switch (outcome) {
    case "failure":
      return {
        outcome,
        xml: markup`${start}><failure type="${failureType(finding)}" message="${because.en}">${details(finding)}</failure></testcase>
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
function driftCase({ constructPath }: ClusterReport, { title, predicted, seen: running, result }: DriftReport): Case {
  const outcome = result === "same" ? "passed" : "failure";
  const words = `${driftWords[result].en}: ${running.en} (report: ${predicted.en})`;
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
function failureType(finding: FindingReport | CheckReport): string {
  return needsAttention(finding) ? (finding.observed?.outcome ?? finding.status) : finding.status;
}

function details(finding: FindingReport | CheckReport): string {
  const { because, fix, evidence, source } = finding;
  return [
    because.en,
    ...(finding.observed ? [seen(finding.observed)] : []),
    ...(fix ? [`To do: ${fix.en}`] : []),
    ...(source ? [`In ${source.file}:${source.line}`] : []),
    ...evidence.map(({ address, attribute, value }) => `${address} ${attribute} = ${JSON.stringify(value)}`),
  ].join("\n");
}

function seen({ result, outcome, because }: NonNullable<CheckReport["observed"]>): string {
  return `On the cluster: ${resultWords[result]}, ${outcomeWords[outcome].en}${because ? `: ${because.en}` : ""}`;
}
