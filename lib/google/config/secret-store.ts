import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";

export interface GoogleSecretStoreConfig {
  /** Start of the names of the secrets in the project's Secret Manager that external-secrets may read, for example `zaken-production-`. */
  readonly prefix: string;
}

export function secretStoreProblems(given: Incomplete<GoogleSecretStoreConfig>): Problem[] {
  const { prefix } = literals<GoogleSecretStoreConfig>(given);
  if (prefix === undefined || /^[\w-]{3,200}$/.test(prefix)) return [];
  // Of an empty or a short one nobody can tell which secrets it opens.
  return [
    { path: "secretStore.prefix", message: `"${prefix}" is not the start of a name such as zaken-production-, at least 3 characters` },
  ];
}
