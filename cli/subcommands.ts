import type { Command } from "commander";

interface Subcommand {
  /** One line, in the list of subcommands and at the top of its own help. */
  readonly summary: string;
  /** Loaded when it is asked for: `--help` waits for none of them. */
  readonly load: () => Promise<Command>;
}

export const subcommands: Readonly<Record<string, Subcommand>> = {
  doctor: {
    summary: "Say what is in the way of a deploy from this machine",
    load: async () => (await import("./doctor.js")).doctorCommand(),
  },
  init: {
    summary: "Write a small project with one cluster",
    load: async () => (await import("./init.js")).initCommand(),
  },
  state: {
    summary: "Make the place where cluster files keep their state",
    load: async () => (await import("./state.js")).stateCommand(),
  },
  report: {
    summary: "Predict what HCC will say of the clusters, and write the report",
    load: async () => (await import("./report.js")).reportCommand(),
  },
};
