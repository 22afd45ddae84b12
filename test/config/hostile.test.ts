import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { formatProblems, loadClusterFiles } from "../../lib/config";
import { added, changed, directory, loadOne, valid } from "./files";

const size = 128 * 1024;
const fill = (text: string) => text.repeat(Math.floor(size / text.length));

test.each<[string, string | Uint8Array, RegExp]>([
  ["an empty file", "", /^clusters\/zaken\.yaml:1:1 is empty/],
  ["comments only", "# nothing\n", /:1:1 is empty/],
  ["a document without content", "---\n", /:1:1 is empty/],
  ["a list", "- provider: azure\n", /:1:1 holds a list; keys such as/],
  ["a single word", "azure", /:1:1 holds a single value; keys such as/],
  ["1 MiB of comments", `#${"x".repeat(2 ** 20)}`, /zaken\.yaml is 1025 KiB; a cluster's file is at most 128 KiB$/],
  ["Latin-1", Uint8Array.from([0x61, 0x3a, 0x20, 0xe9]), /zaken\.yaml is not UTF-8 text$/],
  ["UTF-16", Buffer.from("\ufeffname: a", "utf16le"), /is not UTF-8 text$/],
  ["a NUL byte", "name: a\nregion: \0", /:2:9 holds a control character, U\+0000/],
  ["an escape for terminals", "name: \u001b[31m", /:1:7 holds a control character, U\+001B/],
  ["a tab for indentation", "access:\n\tmode: private\n", /:2:1 not YAML: is indented with a tab/],
  ["a key twice", added("region: northeurope"), /:15:1 region is here twice; the first is on line 4$/],
  ["two documents", `${valid}---\n${valid}`, /:15:1 not YAML: a second document starts here/],
  ["an alias", added("logging: &a {}\nstorage: *a"), /:16:10 storage is an alias, "\*a"; write it out/],
  ["a merge key", changed("network:", "network:\n  <<: {}"), /:8:3 network holds a merge key/],
  ["a tag for code", changed("westeurope", '!!js/function "function () {}"'), /:4:23 region has a tag, "tag:yaml.org,2002:js\/function"/],
  ["a tag of another language", changed("westeurope", "!python/object:os.system [ls]"), /:4:34 region has a tag/],
  ["a binary tag", changed("westeurope", "!!binary aGk="), /:4:18 region has a tag/],
  ["the key __proto__", added("__proto__: { admin: true }"), /:15:1 __proto__ is not a key that can be used/],
  ["the key constructor among the tags", changed("owner:", "constructor: x, owner:"), /:6:9 tags\.constructor is not a key/],
  ["the key prototype", added("prototype: x"), /:15:1 prototype is not a key/],
  ["a list as a key", added("? [a]\n: b"), /:15:3 not YAML: a key must be a text/],
  ["a quote that never closes", added('storage: "'), /not YAML: something is missing/],
  ["a key without a colon", "provider: azure\nname\nregion: a\n", /not YAML: a key can't go over several lines/],
  ["not a number", changed("minNodes: 3", "minNodes: .nan"), /:14:60 nodePools\[0\]\.minNodes is NaN; a whole number is meant/],
  ["infinitely many", changed("minNodes: 3", "minNodes: .inf"), /minNodes is Infinity; a whole number is meant/],
  ["a directive", `%YAML 1.1\n---\n${valid}managementLock: yes\n`, /:17:17 managementLock is "yes"; true or false is meant/],
  ["deep lists", `extends: ../x.yaml\na: ${"[".repeat(40)}${"]".repeat(40)}`, /:2:36 a\[0\]\[0\] is nested more than 32 levels deep/],
  [
    "a brace that never closes",
    changed("maxNodes: 9 }", "maxNodes: 9\nlogging: {}"),
    /:14:5 not YAML: this \{ is never closed; a \} is missing/,
  ],
  [
    "a bracket that never closes",
    changed("[203.0.113.0/24]", "[203.0.113.0/24"),
    /:11:17 not YAML: this \[ is never closed; a \] is missing/,
  ],
  ["very deep lists", `a: ${"[".repeat(10_000)}${"]".repeat(10_000)}`, /not YAML: is nested too deeply/],
])("%s is a problem with a place", (_, text, problem) => {
  expect(loadOne(text).problems).toContainEqual(expect.stringMatching(problem));
});

test("a byte order mark is no problem", () => {
  expect(loadOne(`\ufeff${valid}`).problems).toEqual([]);
});

test("lines may end as on Windows", () => {
  expect(loadOne(valid.replaceAll("\n", "\r\n")).problems).toEqual([]);
});

test.each([
  ...[
    "[",
    "{",
    "{a: ",
    "- ",
    "? ",
    "]",
    ": ",
    "a: ",
    "&a ",
    "!!a ",
    "'",
    '"\\x',
    "| ",
    "\t",
    "@",
    "* ",
    "}{",
    "a:\n\t",
    "a\nb: ",
    "[a]: ",
    "---\n",
    "%a b\n",
    "*a,",
  ].map(fill),
  `[${fill(",")}`,
  `[${"*a,".repeat(40_000)}]`,
  Array.from({ length: 480 }, (_, index) => `${" ".repeat(index)}a:`).join("\n"),
  `provider: azure\n${Array.from({ length: 14_000 }, (_, index) => `k${index}: 1`).join("\n")}`,
  `provider: azure\n${Array.from({ length: 14_000 }, () => "key: 1").join("\n")}`,
  `provider: azure\nnodePools: [${"{a: 1},".repeat(17_000)}]`,
  `provider: azure\nnodePools: [${"5,".repeat(60_000)}]`,
  `provider: azure\naccess: { mode: restricted, allowedCidrs: [${"5,".repeat(60_000)}] }`,
  `provider: azure\n${"k".repeat(1000)}: 1\nname: ${"x".repeat(120_000)}\nenvironment: ${"x".repeat(1000)}`,
  `provider: azure\ndeletionProtection: {${Array.from({ length: 12_000 }, (_, index) => `k${index}: 1`).join(",")}}`,
  `a: ${"-----BEGIN ".repeat(9_000)}`,
  `a: ${"://a".repeat(30_000)}`,
  `a: https://${":".repeat(120_000)}`,
  `extends: ${"../".repeat(40_000)}a.yaml`,
])("no file takes long, or more than a screen (%#)", (text) => {
  const root = directory({ "clusters/zaken.yaml": text });
  const problems = loadClusterFiles(join(root, "clusters")).flatMap((file) => file.problems);
  const printed = formatProblems(problems);

  expect(problems.length).toBeLessThanOrEqual(101);
  expect(Math.max(...printed.split("\n").map((line) => line.length))).toBeLessThan(700);
});

test("what isn't a readable file is a problem, and the others load", () => {
  const root = directory({ "clusters/good.yaml": valid, "clusters/locked.yaml": valid });
  const clusters = join(root, "clusters");
  mkdirSync(join(clusters, "folder.yaml"));
  symlinkSync("nowhere.yaml", join(clusters, "dangling.yaml"));
  symlinkSync("loop.yaml", join(clusters, "loop.yaml"));
  symlinkSync("/dev/zero", join(clusters, "device.yaml"));
  chmodSync(join(clusters, "locked.yaml"), 0);

  const messages = Object.fromEntries(loadClusterFiles(clusters).map(({ name, problems }) => [name, problems[0]?.message]));
  expect(messages).toMatchObject({
    dangling: "is a link to a file that isn't there",
    device: "is not a regular file",
    folder: "is a directory; a file is meant",
    good: undefined,
    loop: "can't be read (ELOOP)",
  });
  // Root reads everything.
  if (process.getuid?.() !== 0) expect(messages.locked).toBe("can't be read: no permission");
});

test("messages hold no more of a value than a person can read, and nothing that a terminal acts on", () => {
  const { problems } = loadOne(changed("environment: production", `environment: "\\e[2J\\u202e${"x".repeat(500)}"`));

  expect(problems).toEqual([expect.stringContaining(`environment "\\u001b[2J\\u202e${"x".repeat(54)}…" is not one of`)]);
});

test("only the first hundred problems are shown", () => {
  const { problems } = loadOne(added(Array.from({ length: 300 }, (_, index) => `zz${index}zz: 1`).join("\n")));

  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toBe("clusters/zaken.yaml has 200 more problems; these are the first 100");
});
