import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readInput, readJsonInput, writeOutput } from "../../cli/files";
import { folder } from "./run";

test("an input that can't be read says which it is, why, and where one gets such a file", () => {
  const root = folder({ "plan.json": "{" });

  expect(() => readInput(join(root, "none.json"), "write it with terraform show -json")).toThrow(
    /none\.json isn't there; write it with terraform show -json$/,
  );
  expect(() => readInput(root)).toThrow(/is a directory; a file is meant$/);
  expect(() => readJsonInput(join(root, "plan.json"))).toThrow(/plan\.json is not JSON$/);
});

test("what is not text isn't read as text", () => {
  expect(() => readInput(process.execPath)).toThrow(/is not UTF-8 text$/);
});

test("what Windows PowerShell writes with > is read like the rest", () => {
  const root = folder({});
  const file = join(root, "hcc.json");
  writeFileSync(file, Buffer.from(`\ufeff{"Version":"één"}`, "utf16le"));

  expect(readJsonInput(file)).toEqual({ Version: "één" });
});

test("an output is written with its folders, or nothing is", () => {
  const root = folder({ file: "" });
  writeOutput(join(root, "a/b.txt"), "text");

  expect(readFileSync(join(root, "a/b.txt"), "utf8")).toBe("text");
  expect(() => {
    writeOutput(join(root, "file/b.txt"), "text");
  }).toThrow(/b\.txt can't be written: a part of its path is a file$/);
  expect(existsSync(join(root, "file/b.txt"))).toBe(false);
});
