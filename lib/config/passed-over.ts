import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { shownFile } from "../core/text/shown";
import type { ClusterFile } from "./cluster-file";
import { isYaml } from "./load-cluster-files";

/**
 * YAML files in folders below `directory` that make no stack and that no cluster file extends, with a sentence about each: somebody may
 * take such a file for a cluster. Only for a load of all files, since a selection doesn't read what the others extend.
 */
export function passedOver(directory: string, files: readonly ClusterFile[]): string[] {
  const folder = resolve(directory);
  const bases = new Set(files.flatMap((file) => file.bases.map(realPath)));
  return yamlBelow(folder)
    .filter((file) => !bases.has(realPath(file)))
    .map(
      (file) =>
        `${shownFile(file)} is no stack and no file extends it: only files directly in ${shownFile(folder)} are clusters; move it there if it is one`,
    );
}

function yamlBelow(folder: string): string[] {
  return entriesOf(folder)
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .flatMap(({ name }) => {
      const below = join(folder, name);
      const files = entriesOf(below).filter((entry) => !entry.isDirectory() && isYaml(entry.name));
      return [...files.map((file) => join(below, file.name)), ...yamlBelow(below)];
    });
}

/** Sorted, so that what is printed doesn't depend on the disk; a folder that can't be read holds nothing that we know of. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}
