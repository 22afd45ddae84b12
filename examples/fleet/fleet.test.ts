import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { loadClusters } from "haven-cdktf/app";
import { generate } from "./generate";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "haven-fleet-"));
  for (const file of ["municipalities.csv", "defaults.yaml"]) cpSync(join(__dirname, file), join(folder, file));
  expect(generate(folder)).toBe(345);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("every municipality's cluster file is right, and no two have an address in common", () => {
  const { files, problems } = loadClusters(join(folder, "clusters"));
  const cidrs = files.map(({ config }) => (config.network as { cidr: string }).cidr);

  expect(problems).toEqual([]);
  expect(files).toHaveLength(345);
  expect(new Set(cidrs).size).toBe(345);
});

test("one of them is synthesized with what all have, and its own", () => {
  const clusters = loadClusters(join(folder, "clusters"), { select: "gemeente-042" });
  const app = new App({ outdir: join(folder, "out") });
  const compliance = clusters.addTo(app);
  app.synth();

  expect(readdirSync(join(folder, "out/stacks"))).toEqual(["gemeente-042"]);
  expect(compliance.report?.clusters).toEqual([expect.objectContaining({ name: "gemeente-042", region: "westeurope", refused: false })]);
});

test("a municipality that left has no cluster file any more", () => {
  writeFileSync(join(folder, "clusters/gemeente-999.yaml"), "name: left\n");
  generate(folder);

  expect(existsSync(join(folder, "clusters/gemeente-999.yaml"))).toBe(false);
});
