import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { loadClusterFiles } from "../../lib/config";
import { directory, load, loadOne, valid, words } from "./files";

const defaults = `provider: azure
environment: production
region: westeurope
tags: { owner: team-platform, costCentre: "4711" }
network: { cidr: 10.40.0.0/16 }
access:
  mode: restricted
  allowedCidrs: [203.0.113.0/24, 198.51.100.0/24]
  administrators: { groupIds: [00000000-0000-0000-0000-000000000000] }
nodePools:
  - { name: apps, machineType: Standard_D4ds_v5, minNodes: 3, maxNodes: 9 }
logging: { retentionDays: 365 }
`;

const extending = (text: string, base = defaults) =>
  loadOne(`extends: ../defaults.yaml\nname: utrecht\n${text}`, { "defaults.yaml": base });

test("eight lines make a cluster", () => {
  const { file, problems } = extending("tags: { owner: team-utrecht, application: zaken }\nnetwork: { cidr: 10.41.0.0/16 }\n");

  expect(problems).toEqual([]);
  expect(file.provider).toBe("azure");
  expect(file.config).toMatchObject({ name: "utrecht", region: "westeurope", network: { cidr: "10.41.0.0/16" } });
  expect(file.config).not.toHaveProperty("extends");
  expect(file.config.tags).toEqual({ owner: "team-utrecht", costCentre: "4711", application: "zaken" });
});

test("a list replaces the whole list", () => {
  expect(extending("access: { allowedCidrs: [192.0.2.0/24] }").file.config.access).toMatchObject({
    mode: "restricted",
    allowedCidrs: ["192.0.2.0/24"],
  });
});

test("null takes out what is inherited", () => {
  const { file, problems } = extending("logging: null\ntags: { costCentre: }");

  expect(problems).toEqual([]);
  expect(file.config).not.toHaveProperty("logging");
  expect(file.config.tags).toEqual({ owner: "team-platform" });
});

test("null that takes nothing out is a mistake", () => {
  expect(extending("storage: null").problems).toEqual(["clusters/zaken.yaml:3:10 storage is empty; a map is meant"]);
});

test("a base may extend another", () => {
  const { file, problems } = loadOne("extends: ../bases/production.yaml\nname: utrecht\n", {
    "bases/production.yaml": "extends: ../defaults.yaml\nregion: northeurope\n",
    "defaults.yaml": defaults,
  });

  expect(problems).toEqual([]);
  expect(file.config).toMatchObject({ region: "northeurope", environment: "production" });
});

test.each([
  [
    "a wrong value in the base",
    "",
    defaults.replace("retentionDays: 365", "retentionDays: 7"),
    "defaults.yaml:12:27 logging.retentionDays must be between 30 and 730, got 7",
  ],
  ["a typo in the base", "", defaults.replace("logging", "loging"), "defaults.yaml:12:1 loging is not a known key; did you mean logging?"],
  ["a wrong value of its own", "region: 5", defaults, 'clusters/zaken.yaml:3:9 region is 5, a number; a text is meant, in quotes: "5"'],
  ["what neither has", "", defaults.replace("region: westeurope\n", ""), "clusters/zaken.yaml:1:1 region is missing"],
  [
    "what neither map has",
    "access: { allowedCidrs: [192.0.2.0/24] }",
    defaults.replace(/ {2}administrators.*\n/, ""),
    "clusters/zaken.yaml:3:11 access.administrators is missing",
  ],
  [
    "what a map of the base lacks",
    "",
    defaults.replace(/ {2}administrators.*\n/, ""),
    "clusters/zaken.yaml:1:1 access.administrators is missing",
  ],
  [
    "what an inherited item lacks, since only the base can mend it",
    "",
    defaults.replace("name: apps, ", ""),
    "defaults.yaml:11:7 nodePools[0].name is missing",
  ],
  [
    "broken YAML in the base",
    "",
    `${defaults}"`,
    "defaults.yaml:13:1 not YAML: something is missing before this: a colon, comma, bracket or closing quote",
  ],
  ["a base that holds no map", "", "- a", "defaults.yaml:1:1 holds a list; keys such as provider and name are meant"],
])("a mistake is shown in the file that it was made in: %s", (_, text, base, problem) => {
  expect(extending(text, base).problems).toEqual([problem]);
});

test("what the provider finds in inherited settings is shown in the base", () => {
  const { file, root } = extending("network: { dnsServers: [10.0.0.4] }");
  const place = (path: string) => words(file.locate({ path, message: "is wrong" }), root);

  expect(place("network.cidr")).toBe("defaults.yaml:5:18 network.cidr is wrong");
  expect(place("network.dnsServers[0]")).toBe("clusters/zaken.yaml:3:25 network.dnsServers[0] is wrong");
  expect(place("access.privateDnsZoneId")).toBe("clusters/zaken.yaml:1:1 access.privateDnsZoneId is wrong");
});

test.each([
  ["a file that isn't there", "../default.yaml", /^"\.\.\/default\.yaml" isn't there$/],
  ["a directory", "../bases.yaml", /is a directory/],
  ["an absolute path", "/etc/defaults.yaml", /is not relative to this file/],
  ["a path of Windows", "C:\\\\defaults.yaml", /is not relative to this file/],
  ["an address", "https://example.com/defaults.yaml", /is not relative to this file/],
  ["another kind of file", "../../../../../etc/passwd", /is not a \.yaml or \.yml file/],
  ["itself", "zaken.yaml", /leads back to where it began/],
])("what can't be inherited is shown at the key that asks for it: %s", (_, target, message) => {
  const { file, root } = loadOne(`provider: azure\nextends: "${target}"\n`, { "defaults.yaml": defaults, "bases.yaml/a.yaml": "" });

  expect(file.problems).toHaveLength(1);
  expect(file.problems[0]).toMatchObject({ file: join(root, "clusters/zaken.yaml"), line: 2, column: 10, path: "extends" });
  expect(file.problems[0]?.message).toMatch(message);
});

test("the name of a base with a typo gets the name that was meant", () => {
  expect(loadOne("extends: ../defalts.yaml", { "defaults.yaml": defaults }).file.problems[0]?.hint).toMatch(
    /did you mean defaults\.yaml\?$/,
  );
});

test.each(["extends: 5", "extends: []", "extends: {}", "extends:", "extends: ''"])("%s is not a file to inherit from", (text) => {
  expect(loadOne(`${valid}${text}\n`).problems).toEqual([expect.stringMatching(/^clusters\/zaken\.yaml:15:\d+ extends /)]);
});

test("files that extend each other are shown as the circle that they are", () => {
  const { file } = loadOne("extends: ../b.yaml\n", { "b.yaml": "extends: c.yaml\n", "c.yaml": "extends: b.yaml\n" });

  expect(file.problems).toEqual([
    expect.objectContaining({
      path: "extends",
      message: expect.stringMatching(/zaken\.yaml -> .*b\.yaml -> .*c\.yaml -> .*b\.yaml$/) as string,
    }),
  ]);
});

test("a circle that goes through a link ends too", () => {
  const root = directory({ "clusters/a.yaml": "extends: again/a.yaml\n" });
  symlinkSync(join(root, "clusters"), join(root, "clusters/again"));

  expect(loadClusterFiles(join(root, "clusters"))[0]?.problems[0]?.message).toMatch(/leads back/);
});

test("nothing is missing while a base can't be read", () => {
  expect(loadOne("extends: ../gone.yaml\nregion: 5\n").problems).toEqual(['clusters/zaken.yaml:1:10 extends "../gone.yaml" isn\'t there']);
  expect(loadOne("extends: ../gone.yaml\nprovider: azure\nregion: [a]\n").problems).toEqual([
    'clusters/zaken.yaml:1:10 extends "../gone.yaml" isn\'t there',
    "clusters/zaken.yaml:3:9 region is a list; a text is meant",
  ]);
});

test("three hundred clusters load on one base", () => {
  const names = Array.from({ length: 300 }, (_, index) => `clusters/gemeente-${index}.yaml`);
  const { files } = load({
    "defaults.yaml": defaults,
    ...Object.fromEntries(names.map((name, index) => [name, `extends: ../defaults.yaml\nname: g${index}\n`])),
  });

  expect(files.flatMap(({ problems }) => problems)).toEqual([]);
});
