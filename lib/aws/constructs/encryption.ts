import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { awsDefaults } from "../config/defaults";
import type { AwsPartProps } from "../config/part";
import type { Statement } from "./iam";

/** Creates a key for one purpose. AWS rotates it every year. */
export function makeKey(scope: Construct, purpose: string, { name, tags }: AwsPartProps, preventDestroy: boolean): KmsKey {
  const key = new KmsKey(scope, `${purpose}-key`, {
    description: `${name}: ${purpose}`,
    enableKeyRotation: true,
    deletionWindowInDays: awsDefaults.keyDeletionDays,
    tags: { ...tags },
    lifecycle: { preventDestroy },
  });
  new KmsAlias(scope, `${purpose}-key-alias`, { name: `alias/${resourceName(name, purpose, 200)}`, targetKeyId: key.keyId });
  return key;
}

/** Rights to read and write with a key. Empty when AWS' own key is used. */
export function mayUseKey(keyArn: string | undefined): Statement[] {
  if (keyArn === undefined) return [];
  return [{ Effect: "Allow", Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"], Resource: [keyArn] }];
}
