/** What to do instead of writing a secret into a file. */
export const secretsHint = [
  "Terraform logs in with the provider's environment variables, or better with workload identity.",
  "An application's secrets belong in a vault. One that was committed must be replaced: git keeps it.",
].join("\n");
