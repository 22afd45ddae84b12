import type { CheckReport, ClusterReport, FindingReport, Report } from "../report";
import { needsAttention, outcomeWords, resultWords } from "../observation";
import { type Markup, markup, nothing } from "./markup";

/** For the test tab of a pipeline: a suite a cluster, a test a check. */
export function junitReport({ clusters, hccVersion }: Report): string {
  const suites = clusters.map((cluster) => suite(cluster, hccVersion));
  const { tests, failures, skipped } = sum(clusters.flatMap(results).map(({ outcome }) => outcome));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="haven-cdktf" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0">
${suites}</testsuites>
`.markup
  }`;
}

type Outcome = "passed" | "failure" | "skipped";

interface Result {
  readonly finding: FindingReport;
  readonly name: string;
  readonly group: string;
  readonly outcome: Outcome;
}

function results({ checks, findings, failOn }: ClusterReport): readonly Result[] {
  const result = (finding: FindingReport | CheckReport, name: string, group: string): Result => ({
    finding,
    name,
    group,
    outcome: needsAttention(finding) ? "failure" : outcomeOf(finding, failOn),
  });
  return [
    ...checks.filter(({ mandatory }) => mandatory).map((check) => result(check, check.label, check.category)),
    ...findings.map((finding) => result(finding, finding.title.en, "Beyond HCC")),
  ];
}

/** What is to observe passes: nothing speaks against it. What is unknown fails where the gate refuses it. */
function outcomeOf({ status }: FindingReport, failOn: ClusterReport["failOn"]): Outcome {
  if (status === "failed" || failOn.some((refused) => refused === status)) return "failure";
  return status === "guaranteed" || status === "expected" ? "passed" : "skipped";
}

function sum(outcomes: readonly Outcome[]) {
  const of = (kind: Outcome) => outcomes.filter((outcome) => outcome === kind).length;
  return { tests: outcomes.length, failures: of("failure"), skipped: of("skipped") };
}

function suite(cluster: ClusterReport, hccVersion: string): Markup {
  const all = results(cluster);
  const { tests, failures, skipped } = sum(all.map(({ outcome }) => outcome));
  const name = `${cluster.constructPath}: predicted for HCC ${hccVersion}`;
  return markup`  <testsuite name="${name}" tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}" time="0">
${all.map((result) => testcase(cluster, result))}  </testsuite>
`;
}

function testcase({ constructPath }: ClusterReport, { finding, name, group, outcome }: Result): Markup {
  const { id, because, source } = finding;
  const file = source ? markup` file="${source.file}"` : nothing;
  const start = markup`    <testcase classname="${constructPath}.${group}" name="${id}: ${name}"${file} time="0"`;
  switch (outcome) {
    case "failure":
      return markup`${start}><failure type="${failureType(finding)}" message="${because.en}">${details(finding)}</failure></testcase>
`;
    case "skipped":
      return markup`${start}><skipped message="${finding.status}: ${because.en}"/></testcase>
`;
    case "passed":
      return markup`${start}><system-out>${finding.status}: ${because.en}</system-out></testcase>
`;
  }
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
