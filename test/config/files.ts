import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { type ClusterFile, loadClusterFiles, type LocatedProblem } from "../../lib/config";

const made: string[] = [];

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true, force: true });
});

/** A new directory with these files in it. */
export function directory(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "haven-config-")));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** Loads `clusters/` of a new directory. */
export function load(files: Readonly<Record<string, string | Uint8Array>>, select?: string): { root: string; files: ClusterFile[] } {
  const root = directory(files);
  return { root, files: loadClusterFiles(join(root, "clusters"), { select }) };
}

/** The only cluster of a directory, and what is wrong with it in words: `clusters/zaken.yaml:3:7 access.mode is missing`. */
export function loadOne(
  text: string | Uint8Array,
  others: Readonly<Record<string, string>> = {},
): { file: ClusterFile; problems: string[]; root: string } {
  const { root, files } = load({ ...others, "clusters/zaken.yaml": text });
  const [file] = files;
  if (file === undefined || files.length > 1) throw new Error(`${files.length} files instead of 1`);
  return { file, problems: file.problems.map((problem) => words(problem, root)), root };
}

export function words({ file, line, column, path, message }: LocatedProblem, root: string): string {
  return [[relative(root, file), line, column].filter((part) => part !== undefined).join(":"), path, message].filter(Boolean).join(" ");
}

export const valid = `provider: azure
name: zaken-prod
environment: production
region: westeurope
kubernetesVersion: "1.36"
tags: { owner: team-platform, costCentre: "4711" }
network:
  cidr: 10.40.0.0/16
access:
  mode: restricted
  allowedCidrs: [203.0.113.0/24]
  administrators: { groupIds: [00000000-0000-0000-0000-000000000000] }
nodePools:
  - { name: apps, machineType: Standard_D4ds_v5, minNodes: 3, maxNodes: 9 }
`;

/** The valid file with something else in one place. */
export function changed(from: string, to: string): string {
  if (!valid.includes(from)) throw new Error(`the valid file has no ${from}`);
  return valid.replace(from, () => to);
}

export function added(text: string): string {
  return `${valid}${text}\n`;
}
