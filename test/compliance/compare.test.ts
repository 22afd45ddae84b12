import { type App, TerraformStack } from "cdktf";
import { waive } from "../../lib/compliance";
import { compare } from "../../lib/compliance/compare";
import { consoleReport } from "../../lib/compliance/console";
import { readHccOutput } from "../../lib/compliance/hcc-output";
import { clusterNeedsAttention } from "../../lib/compliance/rows";
import { readReport } from "../../lib/compliance/read-report";
import { renderReport } from "../../lib/compliance/renderers";
import { FakeCluster } from "../support/fake-cluster";
import { compliancy, hccOutput } from "../support/hcc";
import { reported } from "../support/reported";

/** One cluster with something of every status: guaranteed, to observe, failed, accepted and unknown. */
const everyStatus = (app: App) => {
  const stack = new TerraformStack(app, "zaken");
  const cluster = new FakeCluster(stack, "cluster", {
    minNodes: 1,
    given: { controlPlane: { rbac: false, redundant: false }, cluster: { environment: "test" } },
  });
  waive(cluster, { check: "haworkers", reason: "a small test cluster", owner: "team-zaken", until: "2027-03-01" });
};

function compared(output: object) {
  const { report } = reported(everyStatus);
  const [cluster] = report.clusters;
  const observation = readHccOutput(output);
  if (cluster === undefined || observation === undefined) throw new Error("nothing to compare");
  const both = compare(report, cluster, observation);
  const [seen] = both.clusters;
  if (seen === undefined) throw new Error("no cluster");
  return { report: both, cluster: seen, outcomes: Object.fromEntries(seen.checks.map(({ id, observed }) => [id, observed?.outcome])) };
}

test("the prediction under test has every status", () => {
  const statuses = Object.fromEntries(reported(everyStatus).report.clusters[0]?.checks.map(({ id, status }) => [id, status]) ?? []);

  expect(statuses).toMatchObject({
    privatenetworking: "guaranteed",
    nodehardening: "expected",
    rbac: "failed",
    haworkers: "waived",
    hamasters: "unknown",
    havenversion: "not-applicable",
  });
});

const everythingIsNo = Object.fromEntries(
  ["privatenetworking", "nodehardening", "rbac", "haworkers", "hamasters", "havenversion"].map((id) => [id, "NO" as const]),
);

test.each([
  ["guaranteed", "privatenetworking", "match", "regression"],
  ["to observe", "nodehardening", "weaker", "shortfall"],
  ["failed", "rbac", "unpredicted", "match"],
  ["accepted", "haworkers", "unpredicted", "match"],
  ["unknown", "hamasters", "unpredicted", "shortfall"],
  ["about the checker", "havenversion", "match", "shortfall"],
])("what was %s is judged by what HCC says", (_, check, yes, no) => {
  expect(compared(hccOutput()).outcomes[check]).toBe(yes);
  expect(compared(hccOutput(everythingIsNo)).outcomes[check]).toBe(no);
});

test("what HCC skipped, couldn't judge, or doesn't have any more is said so", () => {
  const { outcomes } = compared(hccOutput({ privatenetworking: "SKIPPED", cncf: "UNKNOWN", shavalidation: undefined }));

  expect(outcomes).toMatchObject({ privatenetworking: "unjudged", cncf: "unjudged", shavalidation: "missing" });
});

test("what HCC only suggests needs nobody's attention, and is shown when it was asked for", () => {
  const { outcomes, cluster } = compared(hccOutput({ cis: "NO", kubescape: undefined, rbac: "YES" }));

  expect(outcomes).toMatchObject({ cis: "shortfall", kubescape: undefined });
  expect(clusterNeedsAttention(cluster)).toBe(false);
});

test.each<[string, Parameters<typeof hccOutput>[0], boolean]>([
  ["all YES", {}, false],
  ["NO to what somebody accepted", { haworkers: "NO" }, false],
  ["NO to what was guaranteed", { privatenetworking: "NO" }, true],
  ["NO to what was to observe", { rwxvolumes: "NO" }, true],
  ["NO to what was predicted to fail", { rbac: "NO" }, true],
  ["a skip of what was predicted to fail", { rbac: "SKIPPED" }, true],
  ["a check that was skipped", { rwxvolumes: "SKIPPED" }, true],
  ["a check that is gone", { rwxvolumes: undefined }, true],
])("a person must look after %s: %s", (_, given, attention) => {
  expect(clusterNeedsAttention(compared(hccOutput(given)).cluster)).toBe(attention);
});

test("checks that a newer HCC has are shown, and count when they aren't passed", () => {
  const extra = (Result: string, section: "CompliancyChecks" | "SuggestedChecks" = "CompliancyChecks") => {
    const output = hccOutput();
    output[section].Results.push({ Name: "quantum", Label: "Quantum ready", Category: "External", Rationale: "", Result } as never);
    return compared(output).cluster;
  };

  expect(extra("YES").observation?.others).toEqual([{ id: "quantum", label: "Quantum ready", mandatory: true, result: "yes" }]);
  expect(clusterNeedsAttention(extra("YES"))).toBe(false);
  for (const result of ["NO", "SKIPPED", "UNKNOWN"]) expect([result, clusterNeedsAttention(extra(result))]).toEqual([result, true]);
  expect(extra("NO", "SuggestedChecks").observation?.others).toMatchObject([{ id: "quantum", mandatory: false, result: "no" }]);
  expect(clusterNeedsAttention(extra("NO", "SuggestedChecks"))).toBe(false);
});

test("an HCC that calls the cluster not compliant is never called as predicted, unless somebody accepted what it says NO to", () => {
  const refusing = (given: Parameters<typeof hccOutput>[0]) => compared(hccOutput(given, { HavenCompliant: false }));

  expect(clusterNeedsAttention(refusing({}).cluster)).toBe(true);
  expect(renderReport(refusing({}).report).get("report.html")).not.toContain("Alles is zoals voorspeld");
  expect(clusterNeedsAttention(refusing({ haworkers: "NO" }).cluster)).toBe(false);
});

test("an older HCC with other names for its checks is understood by their labels", () => {
  const output = hccOutput({ privatenetworking: "NO" });
  const renamed = output.CompliancyChecks.Results.map((check) => ({ ...check, Name: `old-${check.Name}` }));
  const { outcomes, cluster } = compared({ ...output, CompliancyChecks: { Results: renamed } });

  expect(outcomes).toMatchObject({ privatenetworking: "regression", haworkers: "unpredicted" });
  expect(cluster.observation?.others).toEqual([]);
});

test("the object that HCC leaves in the cluster says the same, and of several the newest counts", () => {
  const older = compliancy(hccOutput(), "2026-11-01T10:00:00Z");
  const newer = compliancy(hccOutput({ privatenetworking: "NO" }), "2026-11-20T10:00:00Z");
  const alone = compared(newer);
  const among = compared({ apiVersion: "v1", kind: "List", items: [newer, older] });

  expect(alone.outcomes).toEqual(compared(hccOutput({ privatenetworking: "NO" })).outcomes);
  expect(among.outcomes).toEqual(alone.outcomes);
  expect(alone.cluster.observation).toMatchObject({ tool: "Haven v12.8.0", compliant: false });
});

test.each([
  ["nothing", null],
  ["a list", []],
  ["a list of nothing", { items: [] }],
  ["lists in lists, deeper than the stack", JSON.parse(`${'{"items":['.repeat(20_000)}1${"]}".repeat(20_000)}`) as unknown],
  ["another object", { kind: "Pod", spec: {} }],
  ["results that are none", { CompliancyChecks: { Results: "YES" } }],
])("%s is not what HCC writes", (_, json) => {
  expect(readHccOutput(json)).toBeUndefined();
});

test("every form of the report shows what was seen, and stays true to its schema", () => {
  const { report } = compared(hccOutput({ privatenetworking: "NO" }));
  const files = renderReport(report);
  const read = (name: string) => files.get(name) ?? "";

  expect(typeof readReport(JSON.parse(read("report.json")))).toBe("object");
  for (const text of [read("report.md"), consoleReport(report, "report.html")]) {
    expect(text).toContain("Haven v12.8.0");
    expect(text).toContain("guaranteed, but not there");
  }
  expect(read("report.junit.xml")).toMatch(/privatenetworking: [^>]*><failure type="regression"/);
  expect(read("report.junit.xml")).toContain("On the cluster: NO, guaranteed, but not there");
  expect(read("report.sarif")).toContain('"ruleId": "privatenetworking"');
  expect(read("report.html")).toContain("gegarandeerd, maar niet aangetroffen");
});

test("the same report without a look says nothing of one", () => {
  const files = renderReport(reported(everyStatus).report);

  for (const [name, text] of files)
    if (name !== "report.html" && !name.endsWith(".html")) expect([name, text.includes("On the cluster")]).toEqual([name, false]);
});

test("markup in what HCC wrote stays text", () => {
  const evil = `<img src=x onerror="alert(1)">`;
  const output = hccOutput({}, { Version: `Haven ${evil}`, StartTS: evil });
  output.CompliancyChecks.Results.push({ Name: evil, Label: evil, Category: evil, Rationale: evil, Result: "NO" } as never);
  const files = renderReport(compared(output).report);

  for (const name of ["report.html", "report.md", "report.junit.xml"])
    expect([name, files.get(name)?.includes("<img")]).toEqual([name, false]);
});

test.each<[string, unknown, string]>([
  ["a plan", { format_version: "1.2" }, "is not a report of haven-cdktf"],
  ["a report of the future", { schemaVersion: "2" }, "another release"],
  ["half a report", { schemaVersion: "1" }, "not a whole report"],
])("%s is not taken for a report", (_, json, words) => {
  expect(readReport(json)).toContain(words);
});

const twice = (id: string, results: readonly string[]) => {
  const output = hccOutput();
  const [check] = output.CompliancyChecks.Results.filter(({ Name }) => Name === id);
  return {
    ...output,
    CompliancyChecks: {
      Results: [...output.CompliancyChecks.Results.filter(({ Name }) => Name !== id), ...results.map((Result) => ({ ...check, Result }))],
    },
  };
};

test.each([
  [["YES", "NO"], "no"],
  [["NO", "YES"], "no"],
  [["YES", "SKIPPED"], "skipped"],
  [["YES", "?"], "unknown"],
  [["YES", "YES"], "yes"],
])("a check that is there twice, %p, counts as the worse one", (results, expected) => {
  const { cluster } = compared(twice("privatenetworking", results));

  expect(cluster.checks.find(({ id }) => id === "privatenetworking")?.observed?.result).toBe(expected);
});

test("a result with the label only counts beside one with the name", () => {
  const output = hccOutput();
  const check = output.CompliancyChecks.Results.find(({ Name }) => Name === "privatenetworking");
  const { cluster } = compared({
    ...output,
    CompliancyChecks: { Results: [...output.CompliancyChecks.Results, { Label: check?.Label, Result: "NO" }] },
  });

  expect(cluster.checks.find(({ id }) => id === "privatenetworking")?.observed?.result).toBe("no");
});

test.each([
  ["2026-11-23T09:30:00+02:00", "2026-11-23T08:00:00Z"],
  ["2026-11-23T23:30:00-02:00", "2026-11-24T02:00:00Z"],
  ["2026-11-23T07:00:00", "2026-11-23T08:00:00Z"],
  ["not a time", "2026-11-23T08:00:00Z"],
])("of several runs the newest counts by its time: not %s but %s", (older, newer) => {
  const runs = [compliancy(hccOutput(), older), compliancy(hccOutput({ privatenetworking: "NO" }), newer)];

  for (const items of [runs, runs.toReversed()]) {
    const results = readHccOutput({ items })?.results ?? [];
    expect(results.find(({ id }) => id === "privatenetworking")?.result).toBe("no");
  }
});

test.each([{ Failed: 3 }, { Unknown: 1 }, { Total: 99 }])("a summary that says worse than the results, %p, needs attention", (Summary) => {
  const output = hccOutput();
  const said = { ...output, HavenCompliant: true, CompliancyChecks: { ...output.CompliancyChecks, Summary } };
  const { cluster } = compared(said);
  expect(clusterNeedsAttention(cluster)).toBe(true);
  expect(cluster.observation?.others).toContainEqual(
    expect.objectContaining({ result: "no", label: expect.stringMatching(/(Failed 3|Unknown 1|Total 99), listed/) as string }),
  );
});
