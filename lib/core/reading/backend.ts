import type { Fact } from "./fact";

/** Evidence of where the state of a stack is kept. */
export interface BackendEvidence {
  /** Type of the backend; `local` keeps the state on one machine. */
  readonly type: Fact<string>;
  /** Address of a server of your own; undefined when it is a cloud's service. */
  readonly ownAddress?: string;
}
