import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { buildReport, type FindingReport, waive } from "../../lib/compliance";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

const folders: string[] = [];
const asOf = process.env.HAVEN_AS_OF;
afterAll(() => {
  process.env.HAVEN_AS_OF = asOf;
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const months = Array.from({ length: 25 }, (_, index) => new Date(Date.UTC(2026, 10 + index, 23)).toISOString().slice(0, 10));

/** The report on a reference cluster with one accepted risk, as each month of two years shows it. */
function monthly(name: string) {
  const outdir = mkdtempSync(join(tmpdir(), "haven-years-"));
  folders.push(outdir);
  process.env.HAVEN_AS_OF = months[0];
  const app = new App({ outdir });
  providers[name]?.().addStack(app, "zaken", reference(name));
  waive(app, { check: "HX-backup", reason: "backed up by another party", owner: "team-zaken", until: "2027-06-30" });
  app.synth();
  return months.map((month) => {
    process.env.HAVEN_AS_OF = month;
    const [cluster] = buildReport(app).clusters;
    if (cluster === undefined) throw new Error("no cluster");
    const findings = new Map([...cluster.checks, ...cluster.findings].map((finding): [string, FindingReport] => [finding.id, finding]));
    return { month, findings, warnings: cluster.warnings.map(({ en }) => en).join("\n") };
  });
}

test.each(Object.keys(providers))("nothing fails on %s within two years without a word in an earlier month", (name) => {
  const reports = monthly(name);
  const surprises = reports.slice(1).flatMap(({ month, findings }, index) =>
    [...findings.values()].flatMap(({ id, status }) => {
      const before = reports[index]?.findings.get(id);
      return status === "failed" && before?.status === "guaranteed" ? [`${month}: ${id}`] : [];
    }),
  );

  expect(surprises).toEqual([]);
});

test.each(Object.keys(providers))("%s: the end of the platform's support is announced, and then fails", (name) => {
  const seen = monthly(name).map(({ findings }) => findings.get("HX-platform-support"));
  const failing = seen.findIndex((finding) => finding?.status === "failed");

  expect(failing).toBeGreaterThan(0);
  expect(seen[failing - 1]).toMatchObject({ status: "expected", fix: { en: "raise kubernetesVersion" } });
});

test.each(Object.keys(providers))("%s: a waiver and old tables are announced", (name) => {
  const reports = monthly(name);
  const at = (month: string) => reports.find((report) => report.month.startsWith(month));

  expect(at("2027-05")?.warnings).not.toContain("the waiver of HX-backup ends");
  expect(at("2027-06")?.warnings).toContain("the waiver of HX-backup ends on 2027-06-30: ask team-zaken");
  expect(at("2027-07")?.findings.get("HX-backup")?.status).toBe("failed");
  expect(at("2026-12")?.warnings).not.toContain("update haven-cdktf");
  expect(at("2027-12")?.warnings).toContain("update haven-cdktf");
});
