/** What to do instead of writing a secret into a file. */
export const secretsHint = [
  "Terraform's login comes from the provider's environment variables (on Azure ARM_CLIENT_SECRET), or better from workload identity.",
  "An application's secrets belong in a vault, such as Key Vault. One that was committed must be replaced: git keeps it.",
].join("\n");
