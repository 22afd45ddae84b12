import { join } from "node:path";
import { formatProblems, loadClusterFiles, passedOver } from "../../lib/config";
import { directory, load, valid, words } from "./files";

const clusters = { "clusters/utrecht-test.yaml": valid, "clusters/utrecht-prod.yml": valid, "clusters/zeist.yaml": valid };
const names = (select?: string) => load(clusters, select).files.map(({ name }) => name);

test("every file is a stack, by name", () => {
  expect(
    load({ ...clusters, "clusters/README.md": "", "clusters/.zeist.yaml": "", "clusters/base/x.yaml": "" }).files.map(({ name }) => name),
  ).toEqual(["utrecht-prod", "utrecht-test", "zeist"]);
});

test.each([
  ["", ["utrecht-prod", "utrecht-test", "zeist"]],
  [" , ", ["utrecht-prod", "utrecht-test", "zeist"]],
  ["zeist", ["zeist"]],
  ["zeist, utrecht-test", ["utrecht-test", "zeist"]],
  ["utrecht-*", ["utrecht-prod", "utrecht-test"]],
  ["*-prod,zeist", ["utrecht-prod", "zeist"]],
  ["*t*t*", ["utrecht-prod", "utrecht-test"]],
  ["*", ["utrecht-prod", "utrecht-test", "zeist"]],
])("HAVEN_CLUSTERS=%p chooses", (select, expected) => {
  expect(names(select)).toEqual(expected);
});

test.each([
  ["ziest", '"ziest" matches no file; did you mean zeist?'],
  ["utrect-*", '"utrect-*" matches no file; did you mean utrecht-prod, utrecht-test?'],
  ["amsterdam", '"amsterdam" matches no file; there are utrecht-prod, utrecht-test, zeist'],
  ["utrecht", '"utrecht" matches no file; did you mean utrecht-prod, utrecht-test?'],
])("HAVEN_CLUSTERS=%p matches nothing, and says what there is", (select, message) => {
  const { root, files } = load(clusters, `zeist,${select}`);

  expect(files.map(({ name }) => name)).toEqual(["", "zeist"]);
  expect(files[0]?.problems).toEqual([{ file: join(root, "clusters"), path: "HAVEN_CLUSTERS", message }]);
});

test("a stack to upgrade that isn't there is a problem", () => {
  const { root } = load(clusters);
  const folder = join(root, "clusters");
  const problems = (upgrade: string, select?: string) => loadClusterFiles(folder, { select, upgrade }).flatMap((file) => file.problems);

  expect(problems("zeist, utrecht-test")).toEqual([]);
  expect(problems("ziest")).toEqual([{ file: folder, path: "HAVEN_UPGRADE", message: '"ziest" is no stack here; did you mean zeist?' }]);
  expect(problems("zeist", "utrecht-*")).toEqual([expect.objectContaining({ path: "HAVEN_UPGRADE" })]);
});

test("a file that isn't chosen may be broken", () => {
  expect(load({ ...clusters, "clusters/Broken one.yaml": "{" }, "zeist").files.flatMap(({ problems }) => problems)).toEqual([]);
});

test.each([["Zaken.yaml"], ["zaken_prod.yaml"], ["1zaken.yaml"], ["zaken.prod.yaml"], ["zaken prod.yml"]])(
  "%s can't be a stack, and says so",
  (file) => {
    const { root, files } = load({ [`clusters/${file}`]: valid });

    expect(files.flatMap(({ problems }) => problems).map((problem) => words(problem, root))).toEqual([
      expect.stringMatching(/^clusters\/.* can't be the name of a stack; a lower case letter/),
    ]);
  },
);

test("two files can't be one stack", () => {
  const { root, files } = load({ "clusters/a.yaml": valid, "clusters/a.yml": valid });

  expect(files.flatMap(({ problems }) => problems).map((problem) => words(problem, root))).toEqual([
    "clusters/a.yml is a second file for the stack a, beside a.yaml",
  ]);
});

test.each([
  ["an empty directory", { "clusters/notes.txt": "" }, "holds no .yaml file"],
  ["no directory", {}, "there is no such directory"],
  ["a file", { clusters: "" }, "is not a directory"],
])("%s says where it looked and how to begin", (_, files, message) => {
  const root = directory(files);
  const [file] = loadClusterFiles(join(root, "clusters"));

  expect(file).toMatchObject({ name: "", provider: undefined, config: {} });
  expect(file?.problems).toEqual([expect.objectContaining({ file: join(root, "clusters"), message })]);
  expect(formatProblems(file?.problems ?? [])).toMatch(
    /looked in .*clusters\n {2}For a first cluster write .*my-cluster\.yaml: docs\/configuration\.md/,
  );
});

test("a name that every object of JavaScript has can't be a stack, and says why", () => {
  const { root, files } = load({ "clusters/constructor.yaml": valid });

  expect(files.flatMap(({ problems }) => problems).map((problem) => words(problem, root))).toEqual([
    expect.stringMatching(/^clusters\/constructor\.yaml "constructor" can't be the name of a stack: .*JavaScript/),
  ]);
});

test.each(["toString", "__proto__", "hasOwnProperty", "valueOf", "za\nken"])("a file called %p is refused, not passed over", (name) => {
  const { files } = load({ [`clusters/${name}.yaml`]: valid, "clusters/good.yaml": valid });

  expect(files.flatMap(({ problems }) => problems).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^".*" can't be the name of a stack; a lower case letter/),
  ]);
});

test.each(["zaken.YAML", "zaken.Yml"])("%s is refused for how it ends, not passed over", (file) => {
  const { root, files } = load({ [`clusters/${file}`]: valid });

  expect(files.flatMap(({ problems }) => problems).map((problem) => words(problem, root))).toEqual([
    expect.stringMatching(/^clusters\/zaken\.ya?ml ends in "\.ya?ml"; a cluster file ends in \.yaml or \.yml$/i),
  ]);
});

test("files in a folder that no cluster extends are named", () => {
  const { root, files } = load({
    "clusters/good.yaml": `extends: base/cloud.yaml\nname: good\n`,
    "clusters/base/cloud.yaml": `extends: ../../shared/all.yaml\n${valid}`,
    "shared/all.yaml": valid,
    "clusters/prod/utrecht.yaml": valid,
    "clusters/prod/deep/zeist.YML": valid,
    "clusters/prod/notes.txt": "",
    "clusters/.git/x.yaml": valid,
  });
  const notices = passedOver(join(root, "clusters"), files);

  expect(notices.map((notice) => /[^/]*\.ya?ml/i.exec(notice)?.[0])).toEqual(["utrecht.yaml", "zeist.YML"]);
  expect(notices[0]).toMatch(/prod\/utrecht\.yaml is no stack and no file extends it: .*move it there if it is one$/);
});
