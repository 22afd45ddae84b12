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

const problems = (tags: Readonly<Record<string, string | undefined>>, refuse: (key: string) => boolean = () => false) =>
  tagProblems("production", tags, (resolved) =>
    Object.keys(resolved)
      .filter(refuse)
      .map((key) => ({ path: `tags.${key}`, message: "is refused by the provider" })),
  );

test.each([
  ["the environment", { owner: "team-zaken", environment: "test" }, "tags.environment"],
  ["who manages it", { owner: "team-zaken", "managed-by": "hand" }, "tags.managed-by"],
  ["one tag in two spellings", { owner: "team-zaken", costCentre: "1", "cost-centre": "2" }, "tags.cost-centre"],
])("%s is refused as a tag", (_, tags, path) => {
  expect(problems(tags)).toMatchObject([{ path }]);
});

test("tags of your own are fine, and so is either spelling", () => {
  expect(problems({ owner: "team-zaken", team: "blue", costCentre: undefined })).toEqual([]);
  expect(problems({ owner: "team-zaken", "cost-centre": "1" })).toEqual([]);
});

test("a provider judges tags as it gets them, and the user reads about them as they were written", () => {
  const refuse = (key: string) => ["cost-centre", "team"].includes(key);

  expect(problems({ owner: "team-zaken", costCentre: "1", team: "blue" }, refuse).map(({ path }) => path)).toEqual([
    "tags.costCentre",
    "tags.team",
  ]);
});
