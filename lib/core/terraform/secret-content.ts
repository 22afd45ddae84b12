import type { SensitiveVariable } from "./variables";

/** Content of a Secret. Confidential values come from variables of the stack that the Secret is in. */
export type SecretContent = (read: (variable: SensitiveVariable) => string) => Readonly<Record<string, string>>;
