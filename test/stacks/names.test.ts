import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { parse, stringify } from "yaml";
import { fileSchema } from "../../lib/config/file-schema";
import { providerNames } from "../../lib/config/providers";
import { loadClusters } from "../../stacks/clusters";
import { synthesizeWithReport } from "../../lib/compliance/report-compliance";
import { everyText } from "../support/text-places";

const folder = mkdtempSync(join(tmpdir(), "haven-names-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Config = Readonly<Record<string, unknown>>;
const reference = (provider: string) => parse(readFileSync(join(__dirname, "../../clusters", `${provider}.yaml`), "utf8")) as Config;

function load(files: Readonly<Record<string, object>>) {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, `${name}.yaml`), stringify(content));
  return loadClusters(folder);
}

/** The reference with something else at one place; of a list the first item is completed by the reference's. */
function merged(base: unknown, over: unknown): unknown {
  if (Array.isArray(over)) return over.map((item) => merged(Array.isArray(base) ? base[0] : undefined, item));
  if (typeof over !== "object" || over === null) return over;
  const known = new Map(Object.entries(typeof base === "object" && base !== null && !Array.isArray(base) ? base : {}));
  return Object.fromEntries([...known, ...Object.entries(over).map(([key, value]) => [key, merged(known.get(key), value)] as const)]);
}

const objectNames = ["constructor", "toString", "__proto__"];

test.each(providerNames)("names that every object of JavaScript has are texts like any other on %s", (provider) => {
  for (const { path, props } of everyText(fileSchema(provider)?.schema() ?? {})) {
    for (const name of objectNames) {
      const config = merged(reference(provider), props(name)) as object;
      const judged = () => JSON.stringify(load({ zaken: { ...config, ...(path !== "provider" && { provider }) } }).problems);

      expect({ path, name, judged: judged() }).toEqual({ path, name, judged: expect.not.stringContaining("native code") as string });
    }
  }
});

test("a tag or label may have such a name", () => {
  const azure = { ...reference("azure"), tags: { owner: "x", toString: "a", valueOf: "b" } };
  const clusters = load({ zaken: azure });
  const app = new App({ outdir: join(folder, "out") });

  expect(clusters.problems).toEqual([]);
  expect(synthesizeWithReport(app, clusters.addTo(app), () => undefined)).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "out/stacks/zaken/cdk.tf.json"), "utf8"))).toMatchObject({
    resource: { azurerm_kubernetes_cluster: { cluster_7C2BBDA8: { tags: { owner: "x", toString: "a", valueOf: "b" } } } },
  });
});

test("the stack of a baseline can't have the name of a file", () => {
  const azure = reference("azure");
  const { problems } = load({ zaken: { ...azure, baseline: { placement: "separate" } }, "zaken-baseline": azure });

  expect(problems).toEqual([
    expect.objectContaining({
      path: "baseline.placement",
      message: expect.stringMatching(/^makes the stack zaken-baseline, and .*zaken-baseline\.yaml makes one of that name too/) as string,
    }),
  ]);
});

test("of thousands of problems that only rules find a hundred are shown, and the rest is counted", () => {
  const allowedCidrs = Array.from({ length: 1500 }, (_, index) => `203.${index >> 8}.${index & 255}.1/24`);
  const azure = reference("azure");
  const { problems } = load({ zaken: { ...azure, access: { ...(azure.access as object), allowedCidrs } } });

  expect(problems).toHaveLength(101);
  expect(problems.at(-1)?.message).toMatch(/^has 1[34]\d\d more problems; these are the first 100$/);
});
