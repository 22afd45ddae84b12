import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { hccOutput } from "../support/hcc";
import { folder, haven, refused } from "./run";

const cluster = readFileSync(resolve(__dirname, "../../bench/azure.yaml"), "utf8");
const json = JSON.stringify;

/** A project with a report on these clusters. */
function project(...names: string[]): string {
  const made = folder({
    ...Object.fromEntries(names.map((name) => [`clusters/${name}.yaml`, cluster])),
    "yes.json": json(hccOutput()),
    "no.json": json(hccOutput({ multiaz: "NO" })),
    "broken.json": "{",
    "other.json": "{}",
    file: "",
  });
  expect(haven(made, ["report"]).status).toBe(0);
  return made;
}

test("HCC that says what was predicted ends with 0, another with 1, and both are shown beside the prediction", () => {
  const zaken = project("zaken");
  const good = haven(zaken, ["compare", "yes.json"]);
  const bad = haven(zaken, ["compare", "no.json"]);

  expect([good.status, good.stderr]).toEqual([0, ""]);
  expect(good.stdout).toMatch(/Multiple availability zones in use +guaranteed +YES +as predicted/);
  expect(bad.status).toBe(1);
  expect(bad.stdout).toMatch(/! +Multiple availability zones in use +guaranteed +NO +guaranteed, but not there/);
  expect(haven(zaken, ["compare", "-"], {}, json(hccOutput())).status).toBe(0);
});

test("--json prints the report with both in it, and --out writes every form of it", () => {
  const zaken = project("zaken");
  const { stdout } = haven(zaken, ["compare", "no.json", "--json", "--out", "evidence/today"]);
  const printed = JSON.parse(stdout) as { clusters: { observation: object }[] };

  expect(printed.clusters[0]?.observation).toMatchObject({ by: "hcc", tool: "Haven v12.8.0", compliant: false });
  expect(JSON.parse(readFileSync(join(zaken, "evidence/today/report.json"), "utf8"))).toEqual(printed);
  for (const name of ["report.html", "report.md", "report.junit.xml", "report.sarif"])
    expect(existsSync(join(zaken, "evidence/today", name))).toBe(true);
});

test("of several clusters the one that was looked at must be named, and only that one is in the result", () => {
  const both = project("zaken", "burger");

  expect(refused(haven(both, ["compare", "yes.json"]))).toBe(
    "the report holds 2 clusters; say with --cluster which was looked at: burger, zaken",
  );
  expect(refused(haven(both, ["compare", "yes.json", "--cluster", "zaak"]))).toBe("no cluster zaak in the report; it has burger, zaken");
  const { stdout, status } = haven(both, ["compare", "yes.json", "--cluster", "burger", "--json"]);
  expect([status, (JSON.parse(stdout) as { clusters: { stack: string }[] }).clusters.map(({ stack }) => stack)]).toEqual([0, ["burger"]]);
});

test("what is missing, broken, something else or can't be written is refused in a line", () => {
  const zaken = project("zaken");

  expect(refused(haven(folder({ "hcc.json": json(hccOutput()) }), ["compare", "hcc.json"]))).toMatch(
    /^cdktf\.out\/haven\/report\.json .*; npm start makes it$/,
  );
  expect(refused(haven(zaken, ["compare", "absent.json"]))).toMatch(/^absent\.json .*; haven check --output=json makes it$/);
  expect(refused(haven(zaken, ["compare", "broken.json"]))).toMatch(/^broken\.json is not JSON/);
  expect(refused(haven(zaken, ["compare", "other.json"]))).toMatch(/^other\.json is not what HCC writes/);
  expect(refused(haven(zaken, ["compare", "yes.json", "--report", "other.json"]))).toMatch(/^other\.json is not a report of haven-cdktf/);
  expect(refused(haven(zaken, ["compare", "yes.json", "--out", "file/evidence"]))).toMatch(
    /^file\/evidence can't be written: a part of its path is a file$/,
  );
  expect(refused(haven(zaken, ["compare"]))).toMatch(/missing required argument 'hcc'/);
  expect(refused(haven(zaken, ["compare", "yes.json", "--reprot", "x"]))).toMatch(/unknown option '--reprot'/);
});
