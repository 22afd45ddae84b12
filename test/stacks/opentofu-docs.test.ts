import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");
const typed =
  /\bterraform (-chdir|apply|console|destroy|fmt|force-unlock|get|import|init|output|plan|providers|refresh|show|state|validate)\b/;

const under = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file));

/** What people read and type from; decisions and the changelog are about the past. */
const read = ["README.md", "README.nl.md", ...under("docs"), ...under("templates"), ...under("examples")].filter(
  (file) => /\.(md|ya?ml)$/.test(file) && file !== "docs/decisions.md",
);
const commands = [...read, ...under("cli").filter((file) => file.endsWith(".ts"))].filter((file) =>
  typed.test(readFileSync(join(root, file), "utf8")),
);

test("there are pages with commands of Terraform", () => {
  expect(commands).toEqual(expect.arrayContaining(["docs/guard.md", "cli/guard.ts"]));
});

test.each(commands)("%s has commands of Terraform, and names tofu", (file) => {
  expect(readFileSync(join(root, file), "utf8")).toMatch(/\btofu\b/);
});

test("who is told to install Terraform is told of OpenTofu as well", () => {
  const asks = read.filter((file) => /(needs|met|takes|install|installeer) Terraform\b/i.test(readFileSync(join(root, file), "utf8")));

  expect(asks).not.toEqual([]);
  for (const file of asks) expect([file, readFileSync(join(root, file), "utf8")]).toEqual([file, expect.stringContaining("OpenTofu")]);
});
