import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { loadClusterFiles } from "../../lib/config";

const root = resolve(__dirname, "../..");
const page = readFileSync(join(root, "docs/baseline.md"), "utf8");
const cluster = parse(readFileSync(join(root, "bench/azure.yaml"), "utf8")) as object;

// An Ingress is no part of a cluster file.
const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)]
  .map(([, block = ""]) => block)
  .filter((block) => !block.startsWith("metadata:"));

test.each(blocks.map((block) => [block]))("what the page shows is a part of a cluster file:\n%s", (block) => {
  const folder = mkdtempSync(join(tmpdir(), "haven-docs-"));
  try {
    writeFileSync(join(folder, "zaken.yaml"), stringify({ ...cluster, ...(parse(block) as object) }));

    expect(loadClusterFiles(folder).flatMap(({ problems }) => problems)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
