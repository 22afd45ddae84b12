/** Terraform variables that hold the keys of an object store of the user. */
export const storeKeys = {
  accessKeyId: { name: "objects_access_key", description: "Access key of the object storage for logs and backups" },
  secretAccessKey: { name: "objects_secret_key", description: "Secret key of the object storage for logs and backups" },
} as const;
