// Prints what a synth costs beside the same resources without this library, for every provider or those named. Ratios, since machines differ.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const runs = 15;
const root = resolve(import.meta.dirname, "..");
const all = readdirSync(import.meta.dirname).flatMap((file) => /^(\w+)\.yaml$/.exec(file)?.[1] ?? []);
const providers = process.argv.length > 2 ? process.argv.slice(2) : all;
const folder = mkdtempSync(join(tmpdir(), "haven-bench-"));

function usage([program, ...args]) {
  const { status, output, stderr } = spawnSync(process.execPath, ["-r", join(root, "bench/usage.cjs"), join(root, program), ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return JSON.parse(output[3]);
}

/** Medians of what programs take, in turn: a machine is faster at one moment than at another. */
function measure(programs) {
  const rounds = Array.from({ length: runs }, () => mapValues(programs, usage));
  const median = (of) => rounds.map(of).sort((a, b) => a - b)[Math.floor(runs / 2)];
  return mapValues(programs, (_, name) => ({
    cpuSeconds: median((round) => round[name].cpuSeconds),
    megabytes: median((round) => round[name].megabytes),
  }));
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
}

/** How many resources of a stack are the same in another: a comparison with less work would flatter this library. */
function same(stackFile, otherFile) {
  const [stack, other] = [stackFile, otherFile].map((file) => {
    const { resource, data = {} } = JSON.parse(readFileSync(file, "utf8"));
    return new Map(
      [...Object.entries(resource), ...Object.entries(data).map(([type, byId]) => [`data.${type}`, byId])].flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, body]) => [`${type}.${id}`, JSON.stringify({ ...body, "//": undefined, provider: undefined })]),
      ),
    );
  });
  const alike = [...stack].filter(([address, body]) => other.get(address) === body).length;
  if (alike < 0.95 * stack.size) throw new Error(`${otherFile}: only ${alike} of ${stack.size} resources are the same`);
  return `${alike} of ${stack.size}`;
}

/** One cluster of a provider, and fifty, in a folder that has nothing else. */
function bench(provider) {
  const clusters = join(folder, "clusters");
  rmSync(clusters, { recursive: true, force: true });
  mkdirSync(clusters);
  const source = readFileSync(join(root, "bench", `${provider}.yaml`), "utf8");
  const cluster = (name) => writeFileSync(join(clusters, `${name}.yaml`), source.replace("name: bench", `name: ${name}`));
  cluster(provider);
  execFileSync(process.execPath, [join(root, "dist/main.js")], { cwd: folder });
  const stack = join(folder, "cdktf.out/stacks", provider, "cdk.tf.json");
  const rows = measure({
    "empty app": ["bench/empty.mjs", join(folder, "empty")],
    "straight from the classes": ["bench/straight.mjs", stack, join(folder, "straight")],
    "this library, YAML to report": ["dist/main.js"],
  });
  const alike = same(stack, join(folder, "straight/stacks/straight/cdk.tf.json"));
  for (let n = 1; n < 50; n++) cluster(`${provider}-${n}`);
  return { alike, rows: { ...rows, ...measure({ "fifty clusters": ["dist/main.js"] }) } };
}

try {
  console.log("provider  program                         CPU s   MB   against straight");
  for (const provider of providers) {
    const { alike, rows } = bench(provider);
    const straight = rows["straight from the classes"].cpuSeconds;
    for (const [name, { cpuSeconds, megabytes }] of Object.entries(rows)) {
      const ratio = (cpuSeconds / straight).toFixed(2).padStart(8);
      console.log(
        `${provider.padEnd(9)} ${name.padEnd(30)} ${cpuSeconds.toFixed(2).padStart(6)} ${megabytes.toFixed(0).padStart(4)} ${ratio}`,
      );
    }
    console.log(`${provider.padEnd(9)} resources that are the same straight: ${alike}`);
  }
  console.log(
    `\nBound: this library, which leaves out cdktf's stack traces of tokens, at most 1.5 times straight, and below 200 MB. Medians of ${runs} runs on Node ${process.version}.`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
