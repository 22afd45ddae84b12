import type { Json } from "./json";

/** The name of a key, or a reference to one attribute of a resource: a conditional may turn out empty. */
export const keyIn = (key: Json): string | undefined =>
  typeof key === "string" && (/^[^$%\s]+$/.test(key) || /^\$\{(data\.)?[a-z]\w*\.[\w-]+(\[0\])?\.[\w.]+\}$/.test(key)) ? key : undefined;
