import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";

export interface AwsSecretStoreConfig {
  /** Start of the names of the secrets in Secrets Manager that external-secrets may read, for example `zaken/production/`. */
  readonly prefix: string;
}

export function secretStoreProblems(given: Incomplete<AwsSecretStoreConfig>): Problem[] {
  const { prefix } = literals<AwsSecretStoreConfig>(given);
  if (prefix === undefined || /^[\w/+=.@-]{3,256}$/.test(prefix)) return [];
  // Of an empty or a short one nobody can tell which secrets it opens.
  return [
    { path: "secretStore.prefix", message: `"${prefix}" is not the start of a name such as zaken/production/, at least 3 characters` },
  ];
}
