import type { AwsHavenClusterProps } from "../../lib/aws";
import { AwsHavenStack, type AwsHavenStackProps } from "../../stacks/aws-haven-stack";
import { synthesizeApp } from "../../lib/testing";
import { awsCluster } from "../support/aws";
import { awsProps } from "../support/aws-props";

const ranges = (count: number) => Array.from({ length: count }, (_, index) => `198.51.100.${index}/32`);
const open = (count: number): Partial<AwsHavenClusterProps> => ({
  network: { cidr: "10.41.0.0/16", ingress: { exposure: "public", allowedCidrs: ranges(count) } },
});
const pool = (machineType: string, maxPods?: number): Partial<AwsHavenClusterProps> => ({
  nodePools: [{ name: "apps", machineType, minNodes: 3, maxNodes: 9, ...(maxPods !== undefined && { maxPods }) }],
});
const apart: Partial<AwsHavenClusterProps> = { network: { cidr: "10.41.0.0/20", podCidr: "100.64.0.0/16" } };

test.each<[string, Partial<AwsHavenClusterProps>, string]>([
  ["more ranges than a security group has rules", open(19), "19 ranges need about 61 rules"],
  ["an add-on that stays when the others are renewed", { addonVersions: { coredns: "v1.12.1-eksbuild.2" } }, "pins coredns"],
  ["a machine with addresses for fewer pods than it takes", pool("m7g.medium"), "98 pods, but accepts up to 110; set maxPods: 98"],
  ["the same with pods in a range apart", { ...apart, ...pool("c7g.medium", 98) }, "50 pods, but accepts up to 98"],
])("%s is taken with a warning", (_, props, words) => {
  expect(awsCluster(props).warnings).toEqual([expect.stringContaining(words)]);
});

test.each<[string, Partial<AwsHavenClusterProps>]>([
  ["as many ranges as there are rules", open(18)],
  ["pinned add-ons where the code owns all releases", { addonVersions: { coredns: "v1.12.1-eksbuild.2" }, upgrades: "none" }],
  ["a medium with addresses for its pods", pool("m7g.medium", 98)],
  ["a burstable medium", pool("t4g.medium")],
  ["a medium of another make", pool("m7i.medium")],
])("%s is nothing to warn of", (_, props) => {
  expect(awsCluster(props).warnings).toEqual([]);
});

describe("when nothing leaves the network", () => {
  const warnings = (props: Partial<AwsHavenStackProps>) =>
    synthesizeApp((app) => {
      const network = { cidr: "10.41.0.0/16", egress: { type: "none" } } as const;
      new AwsHavenStack(app, "zaken", { ...awsProps({ network }), ...props });
    }).warnings.join("\n");

  test("images that nobody can fetch and an authority that nobody reaches are warned of", () => {
    expect(warnings({})).toMatch(/charts\.registry[^]*Let's Encrypt is outside/);
  });

  test("a registry and an authority inside put that right", () => {
    const inside = warnings({
      charts: { registry: "111111111111.dkr.ecr.eu-central-1.amazonaws.com/mirror" },
      certificates: { letsEncrypt: false, authorities: [{ type: "ca", name: "own", secretName: "own-ca" }] },
    });

    expect(inside).not.toContain("nothing leaves the network");
  });
});
