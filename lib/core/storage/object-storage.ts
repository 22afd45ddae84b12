import type { SecretContent } from "../terraform/secret-content";
import type { SensitiveVariable } from "../terraform/variables";

/** Buckets (containers on Azure) for data that the baseline stores outside the cluster. */
export interface ObjectStorage {
  /** Protocol of the store. */
  readonly api: "azure-blob" | "gcs" | "s3";
  /** Account or project that holds the buckets. */
  readonly account: string;
  readonly endpoint: string;
  /** Region of the buckets; clients of S3 need it. */
  readonly region: string;
  readonly buckets: { readonly logs: string; readonly backups: string };
  /** Settings of Velero's plugin for the protocol, beside the bucket. */
  readonly backupConfig: Readonly<Record<string, string>>;
  /** Certificate authority of the store, in PEM; undefined where the certificate is publicly trusted. */
  readonly caCertificate?: string;
  /** Keys of a custom S3 store; undefined where workloads log in with their own identity. */
  readonly credentials?: StaticCredentials;
}

/** Terraform variables that hold the keys. No file holds their values. */
export interface StaticCredentials {
  readonly accessKeyId: SensitiveVariable;
  readonly secretAccessKey: SensitiveVariable;
}

/** The keys of an S3 store as the content of a Secret, under the names that S3 clients read. */
export const keysAsEnvironment =
  ({ accessKeyId, secretAccessKey }: StaticCredentials): SecretContent =>
  (read) => ({ AWS_ACCESS_KEY_ID: read(accessKeyId), AWS_SECRET_ACCESS_KEY: read(secretAccessKey) });

/** Port of an endpoint: 443, unless the endpoint names another. */
export function objectStoragePort(endpoint: string): number {
  const [, port] = /^https?:\/\/[^/]+:(\d+)/.exec(endpoint) ?? [];
  return Number(port ?? 443);
}

/** Environment variable from which S3 clients read the region, with any store. */
export const regionVariable = "AWS_REGION";

/** Environment that stops the AWS SDK from adding checksums by itself, which many third-party stores refuse. */
export const withoutChecksums = { AWS_REQUEST_CHECKSUM_CALCULATION: "when_required", AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required" };
