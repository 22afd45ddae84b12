import type { StorageClass } from "../../lib/core/storage/storage-class";
import { awsCluster, statements } from "../support/aws";

test("files are encrypted, grow with what is asked, and are reached in every zone", () => {
  const { resource, resources } = awsCluster();

  expect(resource("aws_efs_file_system")).toMatchObject({ encrypted: true, throughput_mode: "elastic" });
  const subnets = resources("aws_efs_mount_target").map(({ subnet_id }) => subnet_id);
  expect(new Set(subnets).size).toBe(3);
});

test("only nodes mount files, and only encrypted", () => {
  const { resource, resources } = awsCluster();
  const rule = resources("aws_vpc_security_group_ingress_rule").find(({ from_port }) => from_port === 2049);

  expect(String(rule?.referenced_security_group_id)).toContain("cluster_security_group_id");
  expect(statements(resource("aws_efs_file_system_policy").policy)).toEqual([
    expect.objectContaining({ Effect: "Allow", Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } } }),
    expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  ]);
});

test("the files of a deleted claim are deleted with it", () => {
  const driver = awsCluster()
    .resources("aws_eks_addon")
    .find(({ addon_name }) => addon_name === "aws-efs-csi-driver");

  expect(JSON.parse(String(driver?.configuration_values))).toMatchObject({ controller: { deleteAccessPointRootDir: true } });
});

test("a claim for ReadWriteMany becomes a folder of its own, with the owner that is named", () => {
  const classes: StorageClass[] = [];
  awsCluster({ storage: { sharedOwner: { uid: 1000, gid: 2000 } } }, ({ sharedStorageClass, defaultStorageClass }) => {
    classes.push(sharedStorageClass, defaultStorageClass);
  });

  expect(classes).toMatchObject([
    {
      name: "haven-shared",
      provisioner: "efs.csi.aws.com",
      parameters: { provisioningMode: "efs-ap", directoryPerms: "700", uid: "1000", gid: "2000" },
      mountOptions: ["tls"],
      volumeBindingMode: "Immediate",
    },
    {
      name: "haven-block",
      provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
    },
  ]);
});

test("buckets keep what was deleted, encrypt, can't be public, and refuse what isn't encrypted on its way", () => {
  const { resources } = awsCluster({ storage: { softDeleteDays: 90 } });

  expect(resources("aws_s3_bucket").map(({ bucket_prefix }) => bucket_prefix)).toEqual(["zaken-backups-", "zaken-logs-"]);
  for (const type of [
    "aws_s3_bucket_versioning",
    "aws_s3_bucket_public_access_block",
    "aws_s3_bucket_server_side_encryption_configuration",
  ]) {
    expect(resources(type)).toHaveLength(2);
  }
  for (const closed of resources("aws_s3_bucket_public_access_block")) {
    expect(closed).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  }
  for (const { rule } of resources("aws_s3_bucket_lifecycle_configuration")) {
    expect(rule).toEqual([expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: 90 }] })]);
  }
  for (const { policy } of resources("aws_s3_bucket_policy")) {
    expect(statements(policy)).toEqual([
      expect.objectContaining({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  }
});

test("Loki and Velero reach their own bucket and no other", () => {
  const { resources } = awsCluster();
  for (const purpose of ["logs", "backups"]) {
    const rights = resources("aws_iam_role_policy").find(({ name }) => name === purpose);
    const reached = statements(rights?.policy).flatMap(({ Resource }) => Resource);

    for (const arn of reached) expect(arn).toContain(`storage_${purpose}_`);
  }
});

test("Loki is told where the objects are, and needs no credential", () => {
  awsCluster({}, ({ objectStorage, workloadIdentities }) => {
    expect(objectStorage).toMatchObject({ api: "s3", region: "eu-central-1", endpoint: "https://s3.eu-central-1.amazonaws.com" });
    expect(workloadIdentities.logs).toEqual({ namespace: "haven-logging", serviceAccount: "loki", annotations: {}, podLabels: {} });
  });
});

test("AWS Backup keeps files and the cluster when asked", () => {
  const { resource } = awsCluster({ backup: { retentionDays: 90 } });

  expect(resource("aws_backup_plan")).toMatchObject({ rule: [{ lifecycle: { delete_after: 90 }, schedule: "cron(0 3 * * ? *)" }] });
  expect((resource("aws_backup_selection").resources as string[]).map((arn) => arn.replace(/^\$\{(\w+)\..*/, "$1"))).toEqual([
    "aws_eks_cluster",
    "aws_efs_file_system",
  ]);
});
