import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import type { TerraformStack } from "cdktf";
import { AwsHavenCluster } from "../../lib/aws";
import { HavenBaseline } from "../../lib/baseline";
import { GoogleHavenCluster } from "../../lib/google";
import { synthesize } from "../../lib/testing";
import { awsProps } from "../support/aws-props";
import { googleProps } from "../support/google-props";

/** Two clusters of different providers in one stack, each with its baseline. */
function two(
  change: (clusters: { readonly aws: HavenBaseline; readonly google: HavenBaseline }, stack: TerraformStack) => void = () => {},
) {
  const { report } = synthesize((stack) => {
    new AwsProvider(stack, "aws-provider", { region: "eu-central-1" });
    new GoogleProvider(stack, "google-provider", { project: "zaken", region: "europe-west4" });
    const aws = new AwsHavenCluster(stack, "aws", awsProps());
    const google = new GoogleHavenCluster(stack, "google", googleProps());
    change(
      {
        aws: new HavenBaseline(stack, "inside-aws", { cluster: aws }),
        google: new HavenBaseline(stack, "inside-google", { cluster: google }),
      },
      stack,
    );
  });
  const statuses = (provider: string, id: string) => {
    const cluster = report.clusters.find((each) => each.provider === provider);
    return [...(cluster?.checks ?? []), ...(cluster?.findings ?? [])].find((finding) => finding.id === id);
  };
  return { report, of: statuses };
}

test("each of two clusters in a stack is judged by its own storage classes", () => {
  const { of } = two();

  expect(of("aws", "HX-default-storage-class")?.status).toBe("expected");
  expect(of("google", "HX-default-storage-class")?.status).toBe("expected");
});

test("the class of one cluster never stands in for the other's", () => {
  const { of } = two(({ aws }) => {
    aws.storageClasses.block.addOverride("metadata.annotations", { "storageclass.kubernetes.io/is-default-class": "false" });
  });

  expect(of("aws", "HX-default-storage-class")?.status).toBe("failed");
  expect(of("google", "HX-default-storage-class")?.status).toBe("expected");
});

test("a region is that of the cluster's own resources", () => {
  const { of } = two();

  expect(of("aws", "HX-region")?.because.en).toContain("eu-central-1");
  expect(of("aws", "HX-region")?.because.en).not.toContain("europe-west4");
  expect(JSON.stringify(of("google", "HX-region")?.evidence)).not.toContain("aws_");
});
