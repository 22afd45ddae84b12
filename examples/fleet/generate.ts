import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";

/** One line of `municipalities.csv`. */
export interface Municipality {
  readonly name: string;
  readonly costCentre: string;
  /** Addresses that no other municipality has, so that their networks can be connected. */
  readonly cidr: string;
}

export function municipalities(csv: string): Municipality[] {
  const [, ...lines] = csv.trim().split(/\r?\n/);
  return lines.map((line) => {
    const [name = "", costCentre = "", cidr = ""] = line.split(",");
    return { name, costCentre, cidr };
  });
}

/** A cluster file: what is this municipality's own, and nothing that all have. */
export function clusterFile({ name, costCentre, cidr }: Municipality): string {
  return `# Made by generate.ts from municipalities.csv.\n${stringify({ extends: "../defaults.yaml", name, tags: { costCentre }, network: { cidr } })}`;
}

/** Writes a cluster file for each municipality, and takes away those of municipalities that left: their clusters must be destroyed first. */
export function generate(folder: string): number {
  const all = municipalities(readFileSync(join(folder, "municipalities.csv"), "utf8"));
  const clusters = join(folder, "clusters");
  mkdirSync(clusters, { recursive: true });
  const kept = new Set(all.map(({ name }) => `${name}.yaml`));
  for (const file of readdirSync(clusters)) if (!kept.has(file)) rmSync(join(clusters, file));
  for (const municipality of all) writeFileSync(join(clusters, `${municipality.name}.yaml`), clusterFile(municipality));
  return all.length;
}

if (require.main === module) console.log(`${generate(__dirname)} cluster files`);
