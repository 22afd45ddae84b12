// What a change of a cluster file, or of a version in package.json, does to the clusters, before anybody applies it.
// After a change that is meant: UPDATE=1 npm test, and commit what changed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";

const outdir = mkdtempSync(join(tmpdir(), "clusters-"));
after(() => rmSync(outdir, { recursive: true }));
const synth = spawnSync(process.execPath, ["main.mjs"], { env: { ...process.env, CDKTF_OUTDIR: outdir }, encoding: "utf8" });
const read = (file) => (existsSync(join(outdir, file)) ? JSON.parse(readFileSync(join(outdir, file), "utf8")) : undefined);

/** What the stack makes, by address in Terraform's state: one that goes is destroyed at the next apply. */
const addresses = (stack) =>
  Object.entries(read(`stacks/${stack}/cdk.tf.json`).resource)
    .flatMap(([type, resources]) => Object.keys(resources).map((name) => `${type}.${name}\n`))
    .sort()
    .join("");

test("the cluster files are right, and no gate refuses them", () => {
  assert.equal(synth.status, 0, `${synth.stdout}${synth.stderr}`);
});

for (const { stack, checks } of read("haven/report.json")?.clusters ?? []) {
  test(`${stack}: no mandatory check of HCC is predicted to fail`, () => {
    const failing = checks.filter(({ mandatory, status }) => mandatory && ["failed", "unknown"].includes(status));
    assert.deepEqual(
      failing.map(({ id, because }) => `${id}: ${because.en}`),
      [],
    );
  });
}

for (const stack of Object.keys(read("manifest.json")?.stacks ?? {})) {
  test(`${stack}: makes what it made`, () => {
    const file = `test/${stack}.addresses.txt`;
    // A pipeline must not accept what nobody has looked at.
    if (process.env.UPDATE || (!existsSync(file) && !process.env.CI)) writeFileSync(file, addresses(stack));
    assert.ok(existsSync(file), `run npm test on your own machine once, and commit ${file}`);
    assert.equal(addresses(stack), readFileSync(file, "utf8").replaceAll("\r\n", "\n"));
  });
}
