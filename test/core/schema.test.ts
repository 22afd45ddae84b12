import { Lazy } from "cdktf";
import * as stack from "../../lib/config/generated/stack";
import { wholeProblems } from "../../lib/core/schema/check";
import { checked } from "../../lib/core/schema/checked";

const rules = { schema: () => stack, problems: () => [] };
const s3 = { type: "s3", bucket: "haven-state", region: "eu-central-1" };
const paths = (props: object) => wholeProblems(rules, props).map(({ path }) => path);

test("every mistake in props is found at once, each by its path", () => {
  expect(paths({ backend: { ...s3, bucket: "Haven", region: "mars" } })).toEqual(["backend.bucket", "backend.region"]);
});

test("a missing prop, a mistyped one and a value of another kind are mistakes", () => {
  expect(paths({ backend: { type: "s3", region: "eu-central-1" } })).toEqual(["backend.bucket"]);
  expect(wholeProblems(rules, { backend: { type: "s3", bukcet: "haven-state", region: "eu-central-1" } })).toMatchObject([
    { path: "backend.bukcet", message: expect.stringContaining("mean bucket?") },
  ]);
  expect(paths({ backend: { ...s3, bucket: 7 } })).toEqual(["backend.bucket"]);
  expect(paths({ backend: { ...s3, type: "s4" } })).toEqual(["backend.type"]);
});

test("a value that only Terraform knows counts as given, and is not judged", () => {
  expect(paths({ backend: { ...s3, bucket: Lazy.stringValue({ produce: () => "NO BUCKET" }) } })).toEqual([]);
});

test("props that the schema does not know are left to whoever gave them", () => {
  expect(paths({ backend: s3, mine: 1 })).toEqual([]);
});

test("rules see what is left when mistakes are taken out, so that both are shown together", () => {
  const seen: unknown[] = [];
  const problems = wholeProblems(
    {
      ...rules,
      problems: (props) => {
        seen.push(props);
        return [{ path: "another", message: "is wrong" }];
      },
    },
    { backend: { ...s3, bucket: "Haven" } },
  );

  expect(problems.map(({ path }) => path)).toEqual(["backend.bucket", "another"]);
  expect(seen).toEqual([{ backend: { type: "s3", region: "eu-central-1" } }]);
});

test("props that were checked are not checked again", () => {
  expect(paths(checked({ backend: { type: "s4" } }))).toEqual([]);
});
