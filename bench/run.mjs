// Prints what a synth of the Azure stack costs beside the same resources without this library. Ratios, since machines differ.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const runs = 9;
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "haven-bench-"));

function measure(program, ...args) {
  const usages = Array.from({ length: runs }, () => {
    const { status, output, stderr } = spawnSync(process.execPath, ["-r", join(root, "bench/usage.cjs"), join(root, program), ...args], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe", "pipe"],
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`${program}: ${stderr}`);
    return JSON.parse(output[3]);
  });
  const median = (of) => usages.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)];
  return { cpuSeconds: median(({ cpuSeconds }) => cpuSeconds), megabytes: median(({ megabytes }) => megabytes) };
}

function cluster(name) {
  writeFileSync(
    join(folder, "clusters", `${name}.yaml`),
    readFileSync(join(root, "bench/azure.yaml"), "utf8").replace("name: bench", `name: ${name}`),
  );
}

try {
  mkdirSync(join(folder, "clusters"));
  cluster("azure");
  execFileSync(process.execPath, [join(root, "dist/main.js")], { cwd: folder });
  const stack = join(folder, "cdktf.out/stacks/azure/cdk.tf.json");
  const rows = {
    "empty app": measure("bench/empty.mjs", join(folder, "empty")),
    "straight from the classes": measure("bench/straight.mjs", stack, join(folder, "straight")),
    "this library, YAML to report": measure("dist/main.js"),
  };
  for (let n = 1; n < 50; n++) cluster(`azure-${n}`);
  rows["fifty clusters"] = measure("dist/main.js");

  const straight = rows["straight from the classes"].cpuSeconds;
  console.log("program                         CPU s   MB   against straight");
  for (const [name, { cpuSeconds, megabytes }] of Object.entries(rows)) {
    console.log(
      `${name.padEnd(30)} ${cpuSeconds.toFixed(2).padStart(6)} ${megabytes.toFixed(0).padStart(4)} ${(cpuSeconds / straight).toFixed(2).padStart(8)}`,
    );
  }
  console.log(`\nBound: this library at most 1.5 times straight, below 200 MB. Medians of ${runs} runs on Node ${process.version}.`);
} finally {
  rmSync(folder, { recursive: true });
}
