import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { folder, haven, refused } from "./run";

const bench = (provider: string, backend: string) =>
  readFileSync(resolve(__dirname, `../../bench/${provider}.yaml`), "utf8").replace(/^backend:.*$/m, `backend: ${backend}`);

test("makes a stack for each place that the cluster files name, with the names and tags that stand there", () => {
  const project = folder({
    "clusters/a.yaml": bench(
      "azure",
      "{ type: azurerm, resourceGroupName: state, storageAccountName: havenstate, containerName: tfstate }",
    ),
    "clusters/b.yaml": bench("google", "{ type: gcs, bucket: haven-state }"),
  });
  const ended = haven(project, ["state", "--json"]);

  expect(ended).toMatchObject({ status: 0, stderr: "" });
  expect(JSON.parse(ended.stdout)).toEqual({ stacks: ["state-azurerm-havenstate", "state-gcs-haven-state"] });
  const json = readFileSync(join(project, "cdktf.out/stacks/state-gcs-haven-state/cdk.tf.json"), "utf8");
  expect(json).toContain('"owner":');
  expect(json).not.toContain("google_container_cluster");
});

test("clusters whose state is elsewhere are refused in a line, and nothing is written", () => {
  const project = folder({ "clusters/a.yaml": bench("azure", "{ type: pg }") });

  expect(refused(haven(project, ["state"]))).toMatch(/^no cluster file keeps its state in s3, azurerm, gcs; see docs\/state\.md/);
  expect(existsSync(join(project, "cdktf.out"))).toBe(false);
});

test("no files, a broken one, and a folder that can't be written are refused in a line", () => {
  expect(refused(haven(folder(), ["state"]))).toMatch(/^clusters {2}there is no such directory/);
  expect(refused(haven(folder({ "clusters/a.yaml": "a: [" }), ["state"]))).toMatch(/^clusters\/a\.yaml:/);
  const project = folder({ "clusters/a.yaml": bench("aws", "{ type: s3, bucket: haven-state, region: eu-central-1 }"), file: "" });
  expect(refused(haven(project, ["state"], { CDKTF_OUTDIR: "file/out" }))).toMatch(/can't be used: a part of its path is a file$/);
});
