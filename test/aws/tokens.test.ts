import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, TerraformVariable, Token } from "cdktf";
import { AwsHavenCluster } from "../../lib/aws";
import { synthesize } from "../../lib/testing";
import { awsCluster } from "../support/aws";
import { awsProps } from "../support/aws-props";

/** A supplier's stack, in which people give values as Terraform variables. */
function addresses({ unrelated }: { readonly unrelated: boolean }) {
  const { json } = synthesize((stack) => {
    new AwsProvider(stack, "aws", { region: "eu-central-1" });
    const variable = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    if (unrelated) variable("unrelated");
    new AwsHavenCluster(
      stack,
      "cluster",
      awsProps({
        network: {
          cidr: "10.41.0.0/16",
          transitGateway: { id: "tgw-0123456789abcdef0", cidrs: [variable("office")] },
          peerings: [{ name: "data", vpcId: "vpc-0123456789abcdef0", cidrs: [variable("data")] }],
          resolverRuleIds: [variable("rule")],
        },
        access: {
          mode: "private",
          allowedCidrs: [variable("runners")],
          administrators: { principalArns: [variable("administrators")] },
          viewers: { principalArns: [variable("viewers")] },
        },
      }),
    );
  });
  const resources = Object.entries(json.resource as Record<string, object>);
  return { all: resources.flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)), json };
}

test("an unrelated line before the cluster leaves every address where it was", () => {
  expect(addresses({ unrelated: true }).all).toEqual(addresses({ unrelated: false }).all);
});

test("resources that an earlier version named by the token's own text are moved, not replaced", () => {
  const { all, json } = addresses({ unrelated: false });
  const moved = json.moved as { from: string; to: string }[];

  const types = new Set(moved.map(({ from }) => from.split(".")[0]));
  expect([...types].sort()).toEqual([
    "aws_eks_access_entry",
    "aws_eks_access_policy_association",
    "aws_route",
    "aws_route53_resolver_rule_association",
    "aws_vpc_security_group_ingress_rule",
  ]);
  expect(all).toEqual(expect.arrayContaining(moved.map(({ to }) => to)));
  expect(all).not.toEqual(expect.arrayContaining(moved.map(({ from }) => from)));
});

test("a list that only Terraform knows is refused in words", () => {
  const principalArns = Token.asList(Fn.split(",", "a,b"));

  expect(() => awsCluster({ access: { mode: "private", administrators: { principalArns } } })).toThrow(
    "access.administrators.principalArns  is a list that is known to Terraform only",
  );
});
