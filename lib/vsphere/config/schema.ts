import type { PropsSchema } from "../../core/schema/props-schema";

/** Shapes and bounds of a cluster's props, loaded when something is made in code: props of a cluster file are checked already. */
export function vsphereSchema(): PropsSchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("../generated/props") as typeof import("../generated/props");
}
