/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  /** `unchecked` where this machine has no way to tell. */
  readonly status: "ok" | "missing" | "warning" | "unchecked";
  /** What was found, never a secret's value. */
  readonly found: string;
  /** What a person does about it. */
  readonly todo?: string;
}
