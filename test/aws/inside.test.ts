import { providers } from "../../stacks/providers";
import { synthesizeApp } from "../../lib/testing";
import { awsCluster, statements } from "../support/aws";
import { awsProps } from "../support/aws-props";

const hostedZoneId = "Z0123456789ABCDEFGHIJ";
const dns = { hostedZoneId, zone: "apps.gemeente.example" };

const rights = (stack: ReturnType<typeof awsCluster>, purpose: string) =>
  statements(stack.resources("aws_iam_role_policy").find(({ name }) => name === purpose)?.policy);

test("cert-manager may write proofs in the zone and nothing else, external-dns what it is asked to", () => {
  const stack = awsCluster({ dns: { ...dns, records: true } }, ({ dns: made }) => {
    expect(made?.solver).toEqual({ route53: { region: "eu-central-1", hostedZoneID: hostedZoneId } });
    expect(made?.records?.values).toMatchObject({ provider: { name: "aws" } });
  });
  const writes = (purpose: string) => rights(stack, purpose).find(({ Action }) => Action.includes("route53:ChangeResourceRecordSets"));

  expect(writes("certificates")).toEqual({
    Effect: "Allow",
    Action: ["route53:ChangeResourceRecordSets"],
    Resource: [`arn:aws:route53:::hostedzone/${hostedZoneId}`],
    Condition: { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } },
  });
  expect(writes("dns")).not.toHaveProperty("Condition");
  expect(
    awsCluster({ dns })
      .resources("aws_iam_role_policy")
      .map(({ name }) => name),
  ).not.toContain("dns");
});

test("external-secrets may read the secrets whose names begin as said", () => {
  const stack = awsCluster({ secretStore: { prefix: "zaken/production/" } }, ({ secretStore }) => {
    expect(secretStore?.provider).toEqual({ aws: { service: "SecretsManager", region: "eu-central-1" } });
  });
  const [only, ...more] = rights(stack, "secrets");

  expect(more).toEqual([]);
  expect(only?.Resource[0]).toMatch(/^arn:aws:secretsmanager:eu-central-1:\$\{element.*\}:secret:zaken\/production\/\*$/);
});

test("the autoscaler runs inside, finds the cluster's groups, and reaches the node's agent for its credentials", () => {
  const aws = providers.aws?.();
  const { resources } = synthesizeApp((app) =>
    aws?.addStack(app, "aws", { ...awsProps(), externalDns: true, dns: { ...dns, records: true } }),
  );
  const values = (name: string) => String(resources("helm_release").find((release) => release.name === name)?.values);

  expect(values("cluster-autoscaler")).toContain("autoDiscovery");
  expect(values("cluster-autoscaler")).toContain("zaken");
  for (const component of ["cluster-autoscaler", "external-dns", "log-store", "certificates"]) {
    expect(values(`${component}-network`)).toMatch(/"?port"?: ?80\b/);
  }
  expect(values("metrics-server")).toBe("undefined");
});
