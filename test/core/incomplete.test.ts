import { blankProblems } from "../../lib/core/validation/blank";
import { missingProblems } from "../../lib/core/validation/incomplete";

test("missing props are named", () => {
  const props = { name: "zaken", region: undefined, tags: null, nodePools: [] };

  expect(missingProblems(props, ["name", "region", "tags", "nodePools"]).map(({ path }) => path)).toEqual(["region", "tags"]);
});

test("a name of spaces is refused, and one that isn't given is not", () => {
  expect(blankProblems({ "vcenter.server": "  ", "zones[0].datastore": "ds", "zones[0].folder": undefined })).toMatchObject([
    { path: "vcenter.server" },
  ]);
});
