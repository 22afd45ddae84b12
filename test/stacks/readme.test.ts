import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { consoleReport } from "../../lib/compliance";
import { synthesizeApp } from "../../lib/testing";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { reference } from "../support/reference";

test("the README shows what npm start prints", () => {
  const readme = readFileSync(join(resolve(__dirname, "../.."), "README.md"), "utf8");
  const [, shown = ""] = /<!-- output -->\s*```text\n([\s\S]*?)\n```/.exec(readme) ?? [];
  const { report } = synthesizeApp((app) => {
    new AzureHavenStack(app, "azure", reference("azure") as AzureHavenStackProps);
  });

  expect(shown).toBe(consoleReport(report, "cdktf.out/haven/report.html"));
});
