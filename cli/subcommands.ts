import type { Command } from "commander";

interface Subcommand {
  /** One line, in the list of subcommands and at the top of its own help. */
  readonly summary: string;
  /** Loaded when it is asked for: `--help` waits for none of them. */
  readonly load: () => Promise<Command>;
}

export const subcommands: Readonly<Record<string, Subcommand>> = {
  compare: {
    summary: "Put what HCC said of a cluster beside what was predicted",
    load: async () => (await import("./compare.js")).compareCommand(),
  },
  report: {
    summary: "Predict what HCC will say of the clusters, and write the report",
    load: async () => (await import("./report.js")).reportCommand(),
  },
};
