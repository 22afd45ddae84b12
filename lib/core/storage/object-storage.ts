import type { SecretContent } from "../terraform/secret-content";
import type { SensitiveVariable } from "../terraform/variables";

/** Buckets (containers on Azure) for what the baseline stores outside the cluster. */
export interface ObjectStorage {
  /** The protocol that programs speak to it. */
  readonly api: "azure-blob" | "gcs" | "s3";
  /** Account or project that holds the buckets. */
  readonly account: string;
  readonly endpoint: string;
  /** Region of the buckets; S3 wants to know it. */
  readonly region: string;
  readonly buckets: { readonly logs: string; readonly backups: string };
  /** What Velero's plugin for the protocol needs to know beside the bucket. */
  readonly backupConfig: Readonly<Record<string, string>>;
  /** Certificate authority of the store, in PEM; undefined where it is a public one. */
  readonly caCertificate?: string;
  /** Keys of an S3 store of the user's own; undefined where workloads log in as themselves. */
  readonly credentials?: StaticCredentials;
}

/** Which variables of Terraform hold the keys: the values are in no file of this library. */
export interface StaticCredentials {
  readonly accessKeyId: SensitiveVariable;
  readonly secretAccessKey: SensitiveVariable;
}

/** The keys of an S3 store as the content of a Secret, under the names that programs look for. */
export const keysAsEnvironment =
  ({ accessKeyId, secretAccessKey }: StaticCredentials): SecretContent =>
  (read) => ({ AWS_ACCESS_KEY_ID: read(accessKeyId), AWS_SECRET_ACCESS_KEY: read(secretAccessKey) });

/** Https, unless the store listens elsewhere. */
export function objectStoragePort(endpoint: string): number {
  const [, port] = /^https?:\/\/[^/]+:(\d+)/.exec(endpoint) ?? [];
  return Number(port ?? 443);
}

/** Environment variable in which programs that speak S3 look for the region, whoever the store is of. */
export const regionVariable = "AWS_REGION";

/** Keeps AWS' library from sending checksums by itself, which many stores of others refuse. */
export const withoutChecksums = { AWS_REQUEST_CHECKSUM_CALCULATION: "when_required", AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required" };
