import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { guardedBaseline } from "../../lib/baseline/guarded";
import { rules } from "../../lib/compliance/rules";
import { providers as descriptors } from "../../lib/config/providers";
import { readStack } from "../../lib/core/reading/terraform-json";
import { reviewedType } from "../../lib/guard/guarded-types";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

// A type that nobody has thought about would be reported to everyone who removes a part of a cluster.
test.each(Object.keys(providers))("every type of a reference cluster on %s was reviewed", (name) => {
  const provider = providers[name]?.();
  const { json } = synthesizeApp((app) => provider?.addStack(app, name, reference(name)));
  const types = new Set(readStack(name, name, json).resources.map(({ type }) => type));

  expect([...types].filter((type) => reviewedType(type) === undefined)).toEqual([]);
});

test("a finding that names a rule of the report names one that exists", () => {
  const named = [guardedBaseline, ...Object.values(descriptors).map(({ guarded }) => guarded)]
    .flatMap((types) => Object.values(types))
    .flatMap(({ safeguards = [] }) => safeguards.map(({ rule }) => rule));

  expect(named.filter((name) => name.startsWith("HX-") && !rules.some(({ id }) => id === name))).toEqual([]);
});

test("a plan is judged without a binding, and without cdktf", () => {
  const judge = resolve(__dirname, "../../dist/lib/guard/judge.js");
  const script = `require(${JSON.stringify(judge)}); console.log(Object.keys(require.cache).join("\\n"))`;
  const loaded = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });

  expect(loaded).toContain("guarded");
  expect(loaded).not.toMatch(/node_modules\/(@cdktf|cdktf|cdktn)\//);
});
