/** A place in a file that a person wrote; both count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
