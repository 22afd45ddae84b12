import { type Rule, whenKnown } from "../rule";

export const remoteBackend: Rule = {
  id: "HX-remote-backend",
  title: { en: "State is shared, not on one machine", nl: "State gedeeld, niet op één machine" },
  bio2: ["8.13"],
  evaluate: ({ backend }) =>
    whenKnown([backend], (kind) =>
      kind === "local"
        ? { status: "failed", because: "the state lies on one machine", fix: "set backend (docs/state.md)" }
        : { status: "guaranteed", because: kind },
    ),
};
