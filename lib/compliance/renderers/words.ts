import type { Text } from "../rule";

/** The advice of cdktf's own error, answered. */
export const aboutSkipping: Text = {
  en: "cdktf advises skipValidation: that would skip this report too, and change nothing about the cluster.",
  nl: "cdktf raadt skipValidation aan: dat slaat ook dit rapport over, en verandert niets aan het cluster.",
};
