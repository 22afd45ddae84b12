// Prints what the report costs of a synth: evaluation and every renderer, beside making and synthesizing a fleet of 100 clusters.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { argv, cpuUsage, execPath } from "node:process";

const runs = 5;
const size = 100;
const root = resolve(import.meta.dirname, "..");

if (argv[2]) console.log(JSON.stringify(once(argv[2] === "code")));
else {
  for (const [kind, words] of Object.entries({ files: "cluster files", code: "an app in code, with cdktf's stack traces of tokens" })) {
    const results = Array.from({ length: runs }, () => JSON.parse(execFileSync(execPath, [argv[1], kind], { encoding: "utf8" })));
    const median = (of) => results.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)];
    const share = (of) => `${(100 * median((result) => of(result) / result.run)).toFixed(1)} %`;
    const report = ({ evaluation, rendering }) => evaluation + rendering;
    console.log(
      [
        `${size} clusters from ${words}: ${median(({ run }) => run).toFixed(1)} CPU s from start to end`,
        `report ${((1000 * median(report)) / size).toFixed(1)} ms a cluster`,
        `evaluation ${share(({ evaluation }) => evaluation)}, renderers ${share(({ rendering }) => rendering)}, together ${share(report)}`,
      ].join("; "),
    );
  }
  console.log(`Bound: together at most 10 % of an app in code. Medians of ${runs} runs.`);
}

/** In a process of its own, as a synth is. */
function once(withTraces) {
  const require = createRequire(import.meta.url);
  const { App } = require("cdktf");
  const { parse } = require("yaml");
  const { providers } = require(join(root, "dist/stacks/providers"));
  const { buildReport } = require(join(root, "dist/lib/compliance/build-report"));
  const { writeReport } = require(join(root, "dist/lib/compliance/write-report"));
  const { withoutTokenTraces } = require(join(root, "dist/stacks/token-traces"));
  const props = parse(readFileSync(join(root, "bench/azure.yaml"), "utf8"));
  const folder = mkdtempSync(join(tmpdir(), "haven-bench-report-"));
  try {
    const azure = providers.azure();
    const make = () => {
      const made = new App({ outdir: join(folder, "out") });
      for (let n = 0; n < size; n++) azure.addStack(made, `azure-${n}`, { ...props, provider: undefined, name: `bench-${n}` });
      made.synth();
      return made;
    };
    const { result: app, cpu: synth } = seconds(withTraces ? make : () => withoutTokenTraces(make));
    const { result: report, cpu: evaluation } = seconds(() => buildReport(app));
    const { cpu: rendering } = seconds(() => writeReport(report, join(folder, "out/haven")));
    const { user, system } = cpuUsage();
    return { run: (user + system) / 1e6, synth, evaluation, rendering };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function seconds(work) {
  const before = cpuUsage();
  const result = work();
  const { user, system } = cpuUsage(before);
  return { result, cpu: (user + system) / 1e6 };
}
