import { providers } from "../../stacks/providers";
import { added, changed, loadOne, valid } from "./files";

test("a file without mistakes gives what the stack takes", () => {
  const { file, problems } = loadOne(valid);

  expect(problems).toEqual([]);
  expect(file).toMatchObject({ name: "zaken", provider: "azure" });
  expect(file.config).toEqual({
    name: "zaken-prod",
    environment: "production",
    region: "westeurope",
    kubernetesVersion: "1.36",
    tags: { owner: "team-platform", costCentre: "4711" },
    network: { cidr: "10.40.0.0/16" },
    access: {
      mode: "restricted",
      allowedCidrs: ["203.0.113.0/24"],
      administrators: { groupIds: ["00000000-0000-0000-0000-000000000000"] },
    },
    nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 }],
  });
});

const cases: [what: string, text: string, problems: string[]][] = [
  [
    "a typo names the key that was meant",
    changed("minNodes", "minNode"),
    ["14:50 nodePools[0].minNode is not a known key; did you mean minNodes?"],
  ],
  [
    "another way to write a key is a typo too",
    changed("nodePools", "node_pools"),
    ["13:1 node_pools is not a known key; did you mean nodePools?"],
  ],
  [
    "a key that resembles none comes with those that there are",
    changed("owner", "zzz: {}, owner").replace("tags: {", "encryption: { vault: x }\ntags: {"),
    ["6:15 encryption.vault is not a known key; allowed: customerManagedKey, hostEncryption", "7:14 tags.zzz is a map; a text is meant"],
  ],
  ["a key at the wrong depth is sent home", added("cidr: 10.40.0.0/16"), ["15:1 cidr is not a known key here; did you mean network.cidr?"]],
  [
    "a missing key is shown at the map that lacks it",
    changed("  allowedCidrs: [203.0.113.0/24]\n", ""),
    ["10:3 access.allowedCidrs is missing"],
  ],
  ["a missing key of the whole is shown at the start", changed("region: westeurope\n", ""), ["1:1 region is missing"]],
  ["a missing provider", changed("provider: azure\n", ""), ["1:1 provider is missing"]],
  [
    "a provider with a typo",
    changed("provider: azure", "provider: azuer"),
    [`1:11 provider "azuer" is not one of ${Object.keys(providers).join(", ")}; did you mean azure?`],
  ],
  [
    "a word that isn't one of the choices",
    changed("environment: production", "environment: prod"),
    ['3:14 environment "prod" is not one of production, acceptance, test, development; did you mean production?'],
  ],
  [
    "a text where a number is meant",
    changed("minNodes: 3", "minNodes: three"),
    ['14:60 nodePools[0].minNodes is "three"; a whole number is meant'],
  ],
  ["part of a node", changed("minNodes: 3", "minNodes: 2.5"), ["14:60 nodePools[0].minNodes is 2.5; a whole number is meant"]],
  ["fewer than none", changed("minNodes: 3", "minNodes: -1"), ["14:60 nodePools[0].minNodes must be between 0 and 1000, got -1"]],
  [
    "a number outside its range, once",
    added("logging: { retentionDays: 0.5 }"),
    ["15:27 logging.retentionDays is 0.5; a whole number is meant"],
  ],
  ["a number out of range", added("logging: { retentionDays: 7 }"), ["15:27 logging.retentionDays must be between 30 and 730, got 7"]],
  ["a list where a text is meant", changed("region: westeurope", "region: [westeurope]"), ["4:9 region is a list; a text is meant"]],
  ["yes is a text in YAML 1.2", added("managementLock: yes"), ['15:17 managementLock is "yes"; true or false is meant']],
  [
    "a version without quotes loses its zero",
    changed('"1.36"', "1.30"),
    ['5:20 kubernetesVersion is 1.3, a number; a text is meant, in quotes: "1.30"'],
  ],
  ["a number of a cost centre", changed('"4711"', "0471"), ['6:43 tags.costCentre is 471, a number; a text is meant, in quotes: "0471"']],
  [
    "a text in another form",
    added('maintenance: { start: "25:00" }'),
    ['15:23 maintenance.start "25:00" doesn\'t have the form that is meant'],
  ],
  ["an empty list", changed("[203.0.113.0/24]", "[]"), ["11:17 access.allowedCidrs is empty"]],
  [
    "too short a reason",
    added("residencyException: { reason: no }"),
    ['15:31 residencyException.reason must be a reason of at least 10 characters, which the report shows, got "no"'],
  ],
  ["a key with nothing behind it", added("logging:"), ["15:9 logging is empty; a map is meant"]],
  [
    "an unknown way of access, and nothing about the rest of it",
    changed("mode: restricted", "mode: privat"),
    ['10:9 access.mode "privat" is not one of restricted, private; did you mean private?'],
  ],
  ["a missing mode", changed("  mode: restricted\n", ""), ["10:3 access.mode is missing"]],
  ["a mistyped mode", changed("mode: restricted", "mod: restricted"), ["10:3 access.mod is not a known key; did you mean mode?"]],
  [
    "a mode that is no word",
    changed("mode: restricted", "mode: [restricted]"),
    ["10:9 access.mode a list is not one of restricted, private"],
  ],
  [
    "a key of another mode says of which",
    changed("mode: restricted", "mode: private"),
    ["11:3 access.allowedCidrs doesn't go with mode: private; it is for mode: restricted"],
  ],
  [
    "an existing network is judged as one",
    changed("  cidr: 10.40.0.0/16", "  existing: { virtualNetworkId: a, subnets: { nodes: b, apiServer: c }, egress: firewall }"),
    ["8:47 network.existing.subnets.endpoints is missing"],
  ],
  [
    "a new network is judged as one",
    changed("  cidr: 10.40.0.0/16", "  ranges: { node: 10.40.0.0/20 }"),
    ["8:3 network.cidr is missing", "8:13 network.ranges.node is not a known key; did you mean nodes?"],
  ],
  [
    "a network that is both new and existing",
    changed("  cidr: 10.40.0.0/16", "  cidr: 10.40.0.0/16\n  existing: {}"),
    ["9:3 network.existing doesn't go with cidr; use one or the other"],
  ],
  [
    "a mistyped kind of network",
    changed("  cidr: 10.40.0.0/16", "  existng: {}"),
    ["8:3 network.existng is not a known key; did you mean existing?"],
  ],
  [
    "protection that is neither word nor map",
    added("deletionProtection: [cluster]"),
    ["15:21 deletionProtection is a list; true or false or a map is meant"],
  ],
  [
    "protection with a typo",
    added("deletionProtection: { exept: [cluster] }"),
    ["15:23 deletionProtection.exept is not a known key; did you mean except?"],
  ],
  [
    "protection of something unknown",
    added("deletionProtection: { except: [clusters] }"),
    ['15:32 deletionProtection.except[0] "clusters" is not one of cluster, sharedStorage, objectStorage, auditLog; did you mean cluster?'],
  ],
  ["an item that isn't a map", changed("  - {", "  - 5\n  - {"), ["14:5 nodePools[0] is 5; a map is meant"]],
  [
    "everything at once, in the order of the file",
    changed("environment: production", "environment: 5")
      .replace("region: westeurope\n", "")
      .replace("minNodes", "minNode")
      .replace("cidr: ", "cidr: !!str "),
    [
      "1:1 region is missing",
      "3:14 environment 5 is not one of production, acceptance, test, development",
      '7:15 network.cidr has a tag, "tag:yaml.org,2002:str"; only plain YAML goes in here',
      "13:50 nodePools[0].minNode is not a known key; did you mean minNodes?",
    ],
  ],
];

test.each(cases)("%s", (_, text, problems) => {
  expect(loadOne(text).problems).toEqual(problems.map((problem) => `clusters/zaken.yaml:${problem}`));
});

test("a missing key says what it is for", () => {
  const { file } = loadOne(changed("  allowedCidrs: [203.0.113.0/24]\n", ""));

  expect(file.problems[0]?.hint).toMatch(/networks that may reach it/);
});

test("a missing choice says what there is to choose from", () => {
  expect(loadOne(changed("  mode: restricted\n", "")).file.problems[0]?.hint).toContain("One of restricted, private.");
  expect(loadOne(changed("environment: production\n", "")).file.problems[0]?.hint).toContain(
    "One of production, acceptance, test, development.",
  );
});

test.each([
  ["a mistyped key", changed("cidr", "cdir"), { network: {} }],
  ["a wrong value", changed("mode: restricted", "mode: privat"), { access: { allowedCidrs: ["203.0.113.0/24"] } }],
  [
    "an item of a list of maps, so that the others keep their place",
    changed("  - {", "  - 5\n  - {"),
    { nodePools: [{}, { name: "apps" }] },
  ],
  ["a list with a wrong text", changed("[203.0.113.0/24]", "[203.0.113.0/24, 7]"), { access: { mode: "restricted" } }],
])("what is wrong is taken out, and the rest stays: %s", (_, text, rest) => {
  const { config } = loadOne(text).file;

  expect(config).toMatchObject(rest);
  expect(JSON.stringify(config)).not.toMatch(/cdir|privat"|\[5|,7/);
});
