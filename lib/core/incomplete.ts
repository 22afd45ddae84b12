/**
 * Props with holes: what is left of a configuration after its typing mistakes are taken out, so that those and the others can be
 * shown together.
 */
export type Incomplete<T> = T extends readonly (infer Item)[]
  ? readonly Incomplete<Item>[]
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [Key in keyof T]?: Incomplete<T[Key]> }
    : T;
