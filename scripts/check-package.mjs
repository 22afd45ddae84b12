// Packs the package and lets publint and arethetypeswrong judge what a user would install.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "haven-pack-"));
const run = (command, ...args) => execFileSync(command, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
try {
  const [{ filename }] = JSON.parse(run("npm", "pack", "--json", "--ignore-scripts", "--pack-destination", folder));
  const packed = join(folder, filename);
  console.log(run("npx", "publint", packed, "--strict"));
  console.log(run("npx", "attw", packed, "--profile", "node16", "--quiet"));
} finally {
  rmSync(folder, { recursive: true });
}
