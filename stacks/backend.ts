import { AzurermBackend, GcsBackend, HttpBackend, LocalBackend, PgBackend, S3Backend, type TerraformStack } from "cdktf";
import type { Backend } from "../lib/core/terraform/backend";

/**
 * Puts the stack's state where `backend` says. Without one it stays beside `cdktf.out`; cdktf's own default would write this
 * machine's path into the stack.
 */
export function useBackend(stack: TerraformStack, backend: Backend = { type: "local" }): void {
  const name = stack.node.id;
  switch (backend.type) {
    case "azurerm": {
      const { resourceGroupName, storageAccountName, containerName } = backend;
      new AzurermBackend(stack, { resourceGroupName, storageAccountName, containerName, key: `${name}.tfstate`, useAzureadAuth: true });
      return;
    }
    case "s3": {
      const state = new S3Backend(stack, { bucket: backend.bucket, region: backend.region, key: `${name}.tfstate`, encrypt: true });
      // Younger than the class; the table that it knows for locks is deprecated.
      state.addOverride("use_lockfile", true);
      return;
    }
    case "gcs":
      new GcsBackend(stack, { bucket: backend.bucket, prefix: name });
      return;
    case "http": {
      const address = `${backend.address.replace(/\/+$/, "")}/${name}`;
      new HttpBackend(stack, {
        address,
        lockAddress: `${address}/lock`,
        unlockAddress: `${address}/lock`,
        lockMethod: "POST",
        unlockMethod: "DELETE",
      });
      return;
    }
    case "pg": {
      const state = new PgBackend(stack, { connStr: "", schemaName: `haven_${name.replaceAll("-", "_")}` });
      // The class wants a connection string, which would put a password into the stack; Terraform reads PG_CONN_STR.
      state.addOverride("conn_str", undefined);
      return;
    }
    case "local":
      new LocalBackend(stack, { path: `${backend.folder ?? "../../.."}/terraform.${name}.tfstate` });
  }
}
