import { stringify } from "yaml";
import { resolvedSettings } from "../../lib/config/resolved-settings";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";
import { added, load, valid } from "./files";

const settingsOf = (text: string, others: Readonly<Record<string, string>> = {}) => {
  const { files, root } = load({ ...others, "clusters/zaken.yaml": text });
  return resolvedSettings(files[0] ?? fail()).map(({ file, ...setting }) => ({
    ...setting,
    ...(file && { file: file.slice(root.length + 1) }),
  }));
};
function fail(): never {
  throw new Error("no file");
}

test("what was written has its place, and what was left out its default", () => {
  const settings = settingsOf(valid);

  expect(settings).toContainEqual({ path: "network.cidr", value: "10.40.0.0/16", origin: "given", file: "clusters/zaken.yaml", line: 8 });
  expect(settings).toContainEqual({ path: "nodePools[0].minNodes", value: 3, origin: "given", file: "clusters/zaken.yaml", line: 14 });
  expect(settings).toContainEqual({ path: "nodePools[0].maxPods", value: 110, origin: "default" });
  expect(settings).toContainEqual({ path: "nodePools[0].zones", words: "every zone of the region", origin: "default" });
});

test("what another file says is inherited, and what goes before it is not", () => {
  const settings = settingsOf("extends: ../base.yaml\nlogging: { retentionDays: 400 }\nmaintenance: { day: monday }", {
    "base.yaml": added("logging: { retentionDays: 365, auditReads: true }"),
  });

  expect(settings).toContainEqual({ path: "logging.retentionDays", value: 400, origin: "given", file: "clusters/zaken.yaml", line: 2 });
  expect(settings).toContainEqual({ path: "logging.auditReads", value: true, origin: "inherited", file: "base.yaml", line: 15 });
  expect(settings).toContainEqual({ path: "maintenance.hours", value: 4, origin: "default" });
  expect(settings.filter(({ path }) => path === "extends")).toEqual([]);
});

test("an inherited key that is taken out has its default again", () => {
  const settings = settingsOf("extends: ../base.yaml\nlogging: null", { "base.yaml": added("logging: { retentionDays: 365 }") });

  expect(settings).toContainEqual({ path: "logging.retentionDays", value: 183, origin: "default" });
});

test("of a union only the branch that was chosen is shown, and a part that is off has no settings", () => {
  const paths = settingsOf(added("gateway: { off: we have our own }")).map(({ path }) => path);

  expect(paths).toContain("gateway.off");
  expect(paths).not.toContain("gateway.replicas");
  expect(paths).not.toContain("network.existing.virtualNetworkId");
  expect(paths).toContain("monitoring");
  expect(paths).not.toContain("monitoring.retentionDays");
});

test.each(Object.keys(providers))("every setting of a cluster on %s is there once, with a value or words", (provider) => {
  const settings = settingsOf(stringify({ provider, ...reference(provider) }));

  expect(new Set(settings.map(({ path }) => path)).size).toBe(settings.length);
  expect(settings.filter(({ value, words }) => (value === undefined) === (words === undefined))).toEqual([]);
  expect(settings.length).toBeGreaterThan(50);
});
