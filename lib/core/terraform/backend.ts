import type { Problem } from "../validation/errors";
import type { Incomplete } from "../validation/incomplete";
import { literals } from "../validation/literals";

/**
 * Where Terraform keeps its state. The key in it is the name of the stack. Credentials come from the environment, as
 * Terraform documents for each type.
 *
 * @discriminator type
 */
export type Backend = AzurermBackendConfig | S3BackendConfig | GcsBackendConfig | HttpBackendConfig | PgBackendConfig | LocalBackendConfig;

/** A container in an Azure storage account; Entra ID decides who reaches it. */
export interface AzurermBackendConfig {
  readonly type: "azurerm";
  /** Resource group that the account is in. */
  readonly resourceGroupName: string;
  /** Storage account that holds the state. */
  readonly storageAccountName: string;
  /** Container in the account. */
  readonly containerName: string;
}

/** A bucket on S3, with a lock file beside the state. */
export interface S3BackendConfig {
  readonly type: "s3";
  /** Bucket that holds the state. */
  readonly bucket: string;
  /** Region of the bucket. */
  readonly region: string;
}

/** A bucket on Google Cloud Storage. */
export interface GcsBackendConfig {
  readonly type: "gcs";
  /** Bucket that holds the state. */
  readonly bucket: string;
}

/** GitLab's state, or what speaks the same. User and password come from `TF_HTTP_USERNAME` and `TF_HTTP_PASSWORD`. */
export interface HttpBackendConfig {
  readonly type: "http";
  /** For GitLab `https://gitlab.example/api/v4/projects/<id>/terraform/state`; the name of the stack is put behind it. */
  readonly address: string;
}

/** PostgreSQL, one schema a stack. The connection comes from `PG_CONN_STR`. */
export interface PgBackendConfig {
  readonly type: "pg";
}

/** A file on this machine, for a try: whoever else applies the stack makes everything again. */
export interface LocalBackendConfig {
  readonly type: "local";
  /** Folder, relative to the folder of the stack under `cdktf.out/stacks`. @default the folder that holds `cdktf.out` */
  readonly folder?: string;
}

/** What Terraform or the service would refuse only when the state is first read. */
export function backendProblems(given: Incomplete<Backend>): Problem[] {
  const { type, ...settings } = literals<Record<string, string>>(given);
  return Object.entries(settings).flatMap(([key, value]) => {
    const [allowed, form] = forms[`${type ?? ""}.${key}`] ?? [];
    if (allowed === undefined || allowed.test(value)) return [];
    return [{ path: `backend.${key}`, message: `"${value}" is not ${form ?? "valid"}` }];
  });
}

const forms: Readonly<Record<string, readonly [RegExp, string]>> = {
  "azurerm.resourceGroupName": [/^[\w().-]{0,89}[\w()-]$/, "the name of a resource group"],
  "azurerm.storageAccountName": [/^[a-z0-9]{3,24}$/, "the name of a storage account: 3 to 24 lower case letters and digits"],
  "azurerm.containerName": [
    /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
    "the name of a container: 3 to 63 lower case letters, digits and single dashes",
  ],
  "s3.bucket": [/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "the name of a bucket: 3 to 63 lower case letters, digits, dots and dashes"],
  "s3.region": [/^[a-z]+(-[a-z]+)+-\d+$/, "a region such as eu-central-1"],
  "gcs.bucket": [/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, "the name of a bucket: lower case letters, digits, dots, dashes and _"],
  // State holds what Terraform knows, secrets among it.
  "http.address": [/^https:\/\/[^\s/]+\S*$|^http:\/\/(localhost|127\.0\.0\.1)\b\S*$/, "an https address"],
  // An absolute path is of this machine, and no other would find it.
  "local.folder": [/^(?![/\\~]|[A-Za-z]:)./, "a relative folder"],
};
