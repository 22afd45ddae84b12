import type { BackendEvidence } from "../../core/reading/backend";
import { expected, failed, guaranteed, type Rule, unknown, whenKnown } from "../rule";

/**
 * Backends that talk to a server of your own, which may be the machine that runs Terraform. Terraform's list of backends is closed, and the
 * others are services of a cloud.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
const ownServers = ["http", "pg", "consul", "kubernetes"];

export const remoteBackend: Rule = {
  id: "HX-remote-backend",
  title: { en: "State is shared, not on one machine", nl: "State gedeeld, niet op één machine" },
  bio2: ["8.32"],
  examines: {
    en: "the type of the backend of the cluster's stack and of its baseline's",
    nl: "het soort backend van de stack van het cluster en van die van de baseline",
  },
  overlooks: {
    en: "whether the storage exists, keeps older versions and is locked",
    nl: "of de opslag bestaat, oudere versies bewaart en vergrendeld is",
  },
  setting: "backend",
  evaluate: ({ backend, baseline }) => {
    const all: readonly BackendEvidence[] = [backend, ...(baseline ? [baseline.backend] : [])];
    return whenKnown(
      all.map(({ type }) => type),
      (...types) => {
        const kinds = [...new Set(types)].join(", ");
        if (types.includes("local")) {
          return failed(
            { en: "the state is on one machine", nl: "de state staat op één machine" },
            { en: "set backend (docs/state.md)", nl: "stel backend in (docs/state.md)" },
          );
        }
        const address = all.flatMap(({ ownAddress }) => ownAddress ?? []).join(", ");
        if (address !== "") {
          return expected({
            en: `${kinds} at ${address}: the code can't tell which machine that is`,
            nl: `${kinds} op ${address}: de code kan niet zeggen welke machine dat is`,
          });
        }
        return !types.some((type) => ownServers.includes(type))
          ? guaranteed(kinds)
          : unknown({ en: `${kinds}: nobody checked where it keeps the state`, nl: `${kinds}: niet nagegaan waar dit de state bewaart` });
      },
    );
  },
};
