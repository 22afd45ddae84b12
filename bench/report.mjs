// Prints what the report costs of a synth: evaluation and every renderer, beside making and synthesizing a fleet of 100 clusters.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { cpuUsage } from "node:process";

const root = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const { App } = require("cdktf");
const { parse } = require("yaml");
const { providers } = require(join(root, "dist/stacks/providers"));
const { buildReport } = require(join(root, "dist/lib/compliance/build-report"));
const { writeReport } = require(join(root, "dist/lib/compliance/write-report"));

const size = 100;
const props = parse(readFileSync(join(root, "bench/azure.yaml"), "utf8"));
const folder = mkdtempSync(join(tmpdir(), "haven-bench-report-"));

function seconds(work) {
  const before = cpuUsage();
  const result = work();
  const { user, system } = cpuUsage(before);
  return { result, cpu: (user + system) / 1e6 };
}

try {
  const azure = await providers.azure();
  const { result: app, cpu: synth } = seconds(() => {
    const made = new App({ outdir: join(folder, "out") });
    for (let n = 0; n < size; n++) azure.addStack(made, `azure-${n}`, { ...props, provider: undefined, name: `bench-${n}` });
    made.synth();
    return made;
  });
  const { result: report, cpu: evaluation } = seconds(() => buildReport(app));
  const { cpu: rendering } = seconds(() => writeReport(report, join(folder, "out/haven")));
  const { user, system } = cpuUsage();
  const run = (user + system) / 1e6;
  const share = (cpu) => `${((100 * cpu) / run).toFixed(1)} %`;
  console.log(
    `${size} clusters: ${run.toFixed(1)} CPU s from start to end, synth ${synth.toFixed(1)}; evaluation ${share(evaluation)}, renderers ${share(rendering)}, together ${share(evaluation + rendering)}`,
  );
  console.log("Bound: together at most 10 %.");
} finally {
  rmSync(folder, { recursive: true });
}
