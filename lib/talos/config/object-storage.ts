import { storeKeys } from "./store-keys";
import { isServerUrl } from "../../core/addresses/server-url";
import { isCertificate } from "../../core/validation/certificate";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literalProblems, literals } from "../../core/validation/literals";
import type { ObjectStorage } from "../../core/storage/object-storage";

/** Any store that speaks S3. Its keys are the Terraform variables `objects_access_key` and `objects_secret_key`. */
export interface S3StoreConfig {
  /**
   * Address of the store.
   *
   * @pattern ^https://.+
   * @form an https address
   */
  readonly endpoint: string;
  /** Region that the store wants to hear. @default us-east-1, which most stores take for any */
  readonly region?: string;
  /** Certificate authority of the store, in PEM. @default the public ones */
  readonly caCertificate?: string;
  /** Existing bucket for logs. */
  readonly logsBucket: BucketName;
  /** Existing bucket for backups. */
  readonly backupsBucket: BucketName;
}

/**
 * Name of a bucket.
 *
 * @pattern ^(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$
 * @form the name of a bucket: 3 to 63 lower case letters, digits, dots and dashes
 */
type BucketName = string;

/** What is wrong with a store, beside its schema. */
export function objectStorageProblems(given: Incomplete<S3StoreConfig>): Problem[] {
  const { endpoint, caCertificate, logsBucket, backupsBucket } = literals<S3StoreConfig>(given);
  return [
    ...(endpoint === undefined || isServerUrl(endpoint)
      ? []
      : [{ path: "storage.objects.endpoint", message: `"${endpoint}" is not an address such as https://s3.gemeente.example:9000` }]),
    ...literalProblems({ "storage.objects.caCertificate": given.caCertificate }),
    ...(caCertificate === undefined || isCertificate(caCertificate)
      ? []
      : [{ path: "storage.objects.caCertificate", message: "is not a certificate in PEM: -----BEGIN CERTIFICATE-----" }]),
    ...(logsBucket !== undefined && logsBucket === backupsBucket
      ? [{ path: "storage.objects.backupsBucket", message: `"${logsBucket}" holds the logs, whose retention would delete backups` }]
      : []),
  ];
}

/** The store as the baseline uses it. */
export function objectStorage(
  account: string,
  { endpoint, logsBucket, backupsBucket, caCertificate, region = "us-east-1" }: S3StoreConfig,
): ObjectStorage {
  // Programs put a path behind it.
  const address = endpoint.replace(/\/$/, "");
  return {
    api: "s3",
    account,
    endpoint: address,
    region,
    buckets: { logs: logsBucket, backups: backupsBucket },
    // Many stores refuse the checksum that Velero would send along.
    backupConfig: { region, s3Url: address, s3ForcePathStyle: "true", checksumAlgorithm: "" },
    ...(caCertificate !== undefined && { caCertificate }),
    credentials: storeKeys,
  };
}
