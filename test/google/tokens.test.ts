import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { Fn, TerraformVariable, Token } from "cdktf";
import { GoogleHavenCluster } from "../../lib/google";
import { synthesize } from "../../lib/testing";
import { googleCluster } from "../support/google";
import { googleProps } from "../support/google-props";

/** A supplier's stack, in which people give values as Terraform variables. */
function members({ unrelated }: { readonly unrelated: boolean }) {
  const { json } = synthesize((stack) => {
    new GoogleProvider(stack, "google", {});
    const variable = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    if (unrelated) variable("unrelated");
    const access = { administrators: { members: [variable("administrators")] }, viewers: { members: [variable("viewers")] } };
    new GoogleHavenCluster(stack, "cluster", { ...googleProps(), access: { mode: "identity", ...access } });
  });
  const resources = Object.entries(json.resource as Record<string, object>);
  return { all: resources.flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)), json };
}

test("an unrelated line before the cluster leaves every address where it was", () => {
  expect(members({ unrelated: true }).all).toEqual(members({ unrelated: false }).all);
});

test("rights that an earlier version named by the token's own text are moved, not replaced", () => {
  const { all, json } = members({ unrelated: false });
  const moved = json.moved as { from: string; to: string }[];

  expect(moved).toHaveLength(2);
  expect(all).toEqual(expect.arrayContaining(moved.map(({ to }) => to)));
});

test("a list that only Terraform knows is refused in words", () => {
  const members = Token.asList(Fn.split(",", "a,b"));

  expect(() => googleCluster({ access: { mode: "identity", administrators: { members } } })).toThrow(
    "access.administrators.members  is a list that is known to Terraform only",
  );
});
