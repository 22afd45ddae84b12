import type { Command } from "commander";

interface Subcommand {
  /** One line, in the list of subcommands and at the top of its own help. */
  readonly summary: string;
  /** Loaded when it is asked for: `--help` waits for none of them. */
  readonly load: () => Promise<Command>;
}

// In the order in which one meets them.
export const subcommands: Readonly<Record<string, Subcommand>> = {
  init: {
    summary: "Write a small project with one cluster",
    load: async () => (await import("./init.js")).initCommand(),
  },
  doctor: {
    summary: "Say what is in the way of a deploy from this machine",
    load: async () => (await import("./doctor.js")).doctorCommand(),
  },
  state: {
    summary: "Make the place where cluster files keep their state",
    load: async () => (await import("./state.js")).stateCommand(),
  },
  report: {
    summary: "Predict what HCC will say of the clusters, and write the report",
    load: async () => (await import("./report.js")).reportCommand(),
  },
  pipeline: {
    summary: "Make the jobs of a pipeline, one for each cluster",
    load: async () => (await import("./pipeline.js")).pipelineCommand(),
  },
  guard: {
    summary: "Read a plan, and refuse what would hurt: a cluster, nodes, data, keys, networks, names",
    load: async () => (await import("./guard.js")).guardCommand(),
  },
  compare: {
    summary: "Put what HCC said of a cluster beside what was predicted",
    load: async () => (await import("./compare.js")).compareCommand(),
  },
  observe: {
    summary: "Look at a running cluster, read-only, and put what is seen beside what was predicted",
    load: async () => (await import("./observe.js")).observeCommand(),
  },
};
