import { join } from "node:path";
import { formatProblems } from "../../lib/config";

const file = join(process.cwd(), "clusters/zaken-prod.yaml");

test("problems read from top to bottom of the file, with what to do below each", () => {
  const text = formatProblems([
    {
      file,
      line: 14,
      column: 21,
      path: "access.allowedCidrs",
      message: "is missing",
      hint: "Name your networks.\nOr set access.mode: private.",
    },
    { file, line: 17, column: 5, path: "nodePools[0].minNode", message: "is not a known key; did you mean minNodes?" },
    { file, line: 11, column: 9, path: "network.cidr", message: "10.40.0.0/26 holds 64 addresses" },
  ]);

  expect(text).toBe(`clusters/zaken-prod.yaml:11:9   network.cidr  10.40.0.0/26 holds 64 addresses
clusters/zaken-prod.yaml:14:21  access.allowedCidrs  is missing
  Name your networks.
  Or set access.mode: private.
clusters/zaken-prod.yaml:17:5   nodePools[0].minNode  is not a known key; did you mean minNodes?
3 problems. Nothing was written.`);
});

test("one problem is one problem", () => {
  expect(formatProblems([{ file, path: "", message: "is not UTF-8 text" }])).toBe(
    "clusters/zaken-prod.yaml  is not UTF-8 text\n1 problem. Nothing was written.",
  );
});

test("a mistake in a shared base is shown once", () => {
  const problem = { file, line: 1, column: 1, path: "region", message: "is missing" };

  expect(formatProblems([problem, { ...problem }, problem])).toMatch(/\n1 problem\. /);
});
