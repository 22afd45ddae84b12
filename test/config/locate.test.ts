import { added, changed, loadOne, valid, words } from "./files";

test.each([
  ["a value", "network.cidr", valid, "clusters/zaken.yaml:8:9"],
  ["an item of a list", "access.allowedCidrs[0]", valid, "clusters/zaken.yaml:11:18"],
  ["a key of an item", "nodePools[0].maxNodes", valid, "clusters/zaken.yaml:14:73"],
  ["a map", "access.administrators", valid, "clusters/zaken.yaml:12:19"],
  ["what isn't there", "access.privateDnsZoneId", valid, "clusters/zaken.yaml:10:3"],
  ["an item that isn't there", "access.allowedCidrs[7]", valid, "clusters/zaken.yaml:11:17"],
  ["nothing that resembles it", "a[0].b..c[", valid, "clusters/zaken.yaml:1:1"],
  ["the whole", "", valid, "clusters/zaken.yaml:1:1"],
  [
    "a key with dots",
    "tags.example.com/team.x",
    added("").replace("owner:", "example.com/team.x: a, example.com/team: b, owner:"),
    "clusters/zaken.yaml:6:29",
  ],
])("what the provider finds is shown in the file: %s", (_, path, text, place) => {
  const { file, root } = loadOne(text);

  expect(words(file.locate({ path, message: "is wrong" }), root)).toBe([place, path, "is wrong"].filter(Boolean).join(" "));
});

test("a long value that the provider quotes is cut", () => {
  const long = "x".repeat(5000);
  const { file } = loadOne(changed("zaken-prod", long));

  expect(file.locate({ path: "name", message: `"${long}" is too long` }).message).toBe(`"${"x".repeat(59)}…" is too long`);
});

test("what a terminal would act on is written out", () => {
  const { file } = loadOne(changed("zaken-prod", '"a\\e[31mb"'));

  expect(file.locate({ path: "name", message: '"a\u001b[31mb" is not a name' }).message).toBe('"a\\u001b[31mb" is not a name');
});
