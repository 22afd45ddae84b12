import type { SensitiveVariable } from "./variables";

/** What is in a Secret; what nobody may read in the code comes from a variable of the stack that the Secret is in. */
export type SecretContent = (read: (variable: SensitiveVariable) => string) => Readonly<Record<string, string>>;
