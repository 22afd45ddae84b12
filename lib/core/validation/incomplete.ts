/**
 * Props with holes: a configuration without the values that the schema refused. Rules run on the rest, so that all problems are shown
 * together.
 */
export type Incomplete<T> = T extends readonly (infer Item)[]
  ? readonly Incomplete<Item>[]
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [Key in keyof T]?: Incomplete<T[Key]> }
    : T;
