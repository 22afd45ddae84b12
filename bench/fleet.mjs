// Prints what it costs to choose one of the 345 clusters of examples/fleet, beside a project that has that one only. Ratios, since machines
// differ.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const runs = 15;
const chosen = "gemeente-042";
const root = resolve(import.meta.dirname, "..");
const { stringify } = createRequire(import.meta.url)("yaml");
const example = join(root, "examples/fleet");
const folder = mkdtempSync(join(tmpdir(), "haven-bench-fleet-"));

/** A project with these municipalities, as generate.ts of the example makes it. */
function project(name, lines) {
  const made = join(folder, name);
  mkdirSync(join(made, "clusters"), { recursive: true });
  cpSync(join(example, "defaults.yaml"), join(made, "defaults.yaml"));
  for (const [municipality, costCentre, cidr] of lines) {
    const text = stringify({ extends: "../defaults.yaml", name: municipality, tags: { costCentre }, network: { cidr } });
    writeFileSync(join(made, "clusters", `${municipality}.yaml`), text);
  }
  return made;
}

function cpuSeconds(cwd, program, args, env) {
  const { status, output, stderr } = spawnSync(process.execPath, ["-r", join(root, "bench/usage.cjs"), join(root, program), ...args], {
    cwd,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(output[3]).cpuSeconds;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  const lines = readFileSync(join(example, "municipalities.csv"), "utf8").trim().split("\n").slice(1);
  const municipalities = lines.map((line) => line.split(","));
  const fleet = project("fleet", municipalities);
  const single = project(
    "single",
    municipalities.filter(([name]) => name === chosen),
  );
  const rows = { single: [], selected: [] };
  // In turn, so that both meet the same neighbours.
  for (let run = 0; run < runs; run++) {
    rows.single.push(cpuSeconds(single, "dist/main.js", []));
    rows.selected.push(cpuSeconds(fleet, "dist/main.js", [], { HAVEN_CLUSTERS: chosen }));
  }
  const [one, selected] = [median(rows.single), median(rows.selected)];
  const whole = cpuSeconds(fleet, "dist/main.js", []);
  const jobs = cpuSeconds(fleet, "dist/cli/main.js", ["pipeline", "gitlab"]);
  console.log(
    `a project with one cluster ${one.toFixed(2)} CPU s; one of 345 ${selected.toFixed(2)}, ${(selected / one).toFixed(2)} times`,
  );
  console.log(`all 345 ${whole.toFixed(1)} CPU s, ${((1000 * whole) / 345).toFixed(0)} ms each; the list of their jobs ${jobs.toFixed(2)}`);
  console.log("Bound: one of 345 at most 1.3 times a project with one.");
} finally {
  rmSync(folder, { recursive: true });
}
