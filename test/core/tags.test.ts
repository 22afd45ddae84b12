import { resolveTags, tagProblems } from "../../lib/core/cluster/tags";

test("a cluster's tags get the names that departments search for, and say who made it", () => {
  const tags = { owner: "team-zaken", costCentre: "4711", classification: "internal", team: "blue", application: undefined };

  expect(resolveTags("production", tags)).toEqual({
    owner: "team-zaken",
    "cost-centre": "4711",
    "data-classification": "internal",
    team: "blue",
    environment: "production",
    "managed-by": "haven-cdktf",
  });
});

test("the library's own tags win over a user's", () => {
  expect(resolveTags("production", { owner: "team-zaken", environment: "test", "managed-by": "hand" })).toMatchObject({
    environment: "production",
    "managed-by": "haven-cdktf",
  });
});

test.each([
  ["the environment", { owner: "team-zaken", environment: "test" }, "tags.environment"],
  ["who manages it", { owner: "team-zaken", "managed-by": "hand" }, "tags.managed-by"],
  ["an owner of spaces", { owner: "  " }, "tags.owner"],
])("%s is refused as a tag", (_, tags, path) => {
  expect(tagProblems(tags)).toMatchObject([{ path }]);
});

test("tags of your own are fine", () => {
  expect(tagProblems({ owner: "team-zaken", team: "blue", costCentre: undefined })).toEqual([]);
});
