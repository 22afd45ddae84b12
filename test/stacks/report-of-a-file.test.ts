import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

test("a finding points to the line of the cluster file, the exit code is 1, and the whole report is there", () => {
  const folder = mkdtempSync(join(tmpdir(), "haven-file-"));
  try {
    mkdirSync(join(folder, "clusters"));
    const text = readFileSync(join(root, "bench/azure.yaml"), "utf8").replace(/^backend:.*$/m, "backend: { type: local }");
    writeFileSync(join(folder, "clusters/zaken.yaml"), text);
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "dist/main.js")], { cwd: folder, encoding: "utf8" });
    const read = (name: string) => readFileSync(join(folder, "cdktf.out/haven", name), "utf8");
    const sarif = JSON.parse(read("report.sarif")) as { runs: [{ results: { ruleId: string; locations: object[] }[] }] };

    expect([status, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("zaken is refused: HX-remote-backend (failed)");
    expect(sarif.runs[0].results.filter(({ ruleId }: { ruleId: string }) => ruleId !== "HX-backup")).toEqual([
      expect.objectContaining({
        ruleId: "HX-remote-backend",
        locations: [
          expect.objectContaining({
            physicalLocation: {
              artifactLocation: { uri: "clusters/zaken.yaml", uriBaseId: "%SRCROOT%" },
              region: { startLine: text.split("\n").indexOf("backend: { type: local }") + 1, startColumn: 10 },
            },
          }),
        ],
      }),
    ]);
    expect(read("clusters/zaken.html")).toContain("clusters/zaken.yaml:");
    expect(existsSync(join(folder, "cdktf.out/stacks/zaken"))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
