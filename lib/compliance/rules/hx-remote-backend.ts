import { failed, guaranteed, type Rule, whenKnown } from "../rule";

export const remoteBackend: Rule = {
  id: "HX-remote-backend",
  title: { en: "State is shared, not on one machine", nl: "State gedeeld, niet op één machine" },
  bio2: ["8.13"],
  setting: "backend",
  evaluate: ({ backend }) =>
    whenKnown([backend], (kind) =>
      kind === "local"
        ? failed(
            { en: "the state lies on one machine", nl: "de state staat op één machine" },
            { en: "set backend (docs/state.md)", nl: "stel backend in (docs/state.md)" },
          )
        : guaranteed(kind),
    ),
};
