import { subcommands } from "../../cli/subcommands";
import { folder, haven, refused } from "./run";

const names = Object.keys(subcommands);

test("without a word it shows what there is, and says that something was missing", () => {
  const { status, stdout, stderr } = haven(folder(), []);

  expect([status, stdout]).toEqual([2, ""]);
  for (const name of names) expect(stderr).toContain(`\n  ${name} `);
});

test("help of the whole names every subcommand", () => {
  const { status, stdout } = haven(folder(), ["--help"]);

  expect(status).toBe(0);
  for (const name of names) expect(stdout).toContain(`\n  ${name} `);
});

test.each(names)("%s has help with examples and --json, by either way of asking", (name) => {
  const { status, stdout } = haven(folder(), [name, "--help"]);

  expect(status).toBe(0);
  expect(stdout).toMatch(new RegExp(`^Usage: haven-cdktf ${name} `));
  expect(stdout).toContain("--json");
  expect(stdout).toMatch(new RegExp(`\nExamples:\n  \\$ haven-cdktf ${name}\\b.*# \\w`));
  expect(haven(folder(), ["help", name])).toMatchObject({ status: 0, stdout });
});

test.each(names)("%s refuses a wrong flag, and names the one that was meant", (name) => {
  expect(refused(haven(folder(), [name, "--jsn"]))).toBe(`unknown option '--jsn' (Did you mean --json?); see haven-cdktf ${name} --help`);
});

test("an unknown subcommand is refused, also where help on it is asked", () => {
  expect(refused(haven(folder(), ["repport"]))).toBe("unknown command 'repport' (Did you mean report?); see haven-cdktf --help");
  expect(refused(haven(folder(), ["help", "repport"]))).toBe("unknown command 'repport'");
});

test("nothing that a synth needs is loaded for help", () => {
  const loaded = haven(folder(), ["--help"], {
    NODE_OPTIONS: `--require=${folder({
      "no-cdktf.js": `
      const Module = require("module");
      const load = Module._load;
      Module._load = (name, ...rest) => {
        if (/^(cdktf|constructs|yaml|@cdktf\\/.*)$/.test(name)) throw new Error(name + " is loaded");
        return load(name, ...rest);
      };`,
    })}/no-cdktf.js`,
  });

  expect(loaded).toMatchObject({ status: 0, stderr: "" });
});
