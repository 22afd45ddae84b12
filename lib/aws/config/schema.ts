import type { PropsSchema } from "../../core/schema/props-schema";

/** Schema of a cluster's props. Loaded only for constructs that are created in code: props of a cluster file are already checked. */
export function awsSchema(): PropsSchema {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("../generated/props") as typeof import("../generated/props");
}
