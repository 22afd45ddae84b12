/* eslint-disable @typescript-eslint/no-require-imports */
/** What brings classes of the provider that few clusters need, loaded when one does. */
export const whenAsked = {
  contentLibrary: () => require("./content-library") as typeof import("./content-library"),
  hostGroup: () => require("./host-group") as typeof import("./host-group"),
};
