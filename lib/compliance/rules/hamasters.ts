import type { Fact } from "../../core/reading/fact";
import { failed, guaranteed, type Outcome, type Rule, unknown, whenKnown } from "../rule";

/** HCC doesn't count nodes of a control plane that the provider runs; this also asks that it survives the loss of a zone. */
export const hamasters: Rule = {
  id: "hamasters",
  title: { en: "Redundant control plane", nl: "Redundante besturingslaag" },
  bio2: ["8.14"],
  examines: {
    en: "who runs the control plane, its tier, and the zones of control plane nodes of your own",
    nl: "wie de besturingslaag draait, de tier ervan, en de zones van eigen control-planenodes",
  },
  overlooks: { en: "how HCC counts a control plane that the provider runs", nl: "hoe HCC een besturingslaag van de aanbieder telt" },
  subjects: ["control plane"],
  setting: "region",
  size: true,
  evaluate: ({ controlPlane: { managed, redundant, nodeZones } }) => {
    if (managed.value === false && nodeZones) return ownControlPlane(managed, nodeZones);
    return whenKnown([managed, redundant], (isManaged, isRedundant) => {
      if (!isManaged)
        return unknown({ en: "a control plane of your own; count its nodes", nl: "een eigen besturingslaag; tel de nodes ervan" });
      return isRedundant
        ? guaranteed({ en: "run by the provider, over the zones of the region", nl: "van de aanbieder, over de zones van de regio" })
        : unknown(
            {
              en: "run by the provider, without a promise that it survives the loss of a zone",
              nl: "van de aanbieder, zonder toezegging dat die de uitval van een zone overleeft",
            },
            {
              en: "choose the provider's tier with a promise of uptime",
              nl: "kies de tier van de aanbieder met een beschikbaarheidsgarantie",
            },
          );
    });
  },
};

/** HCC wants three masters; in one zone they would go together. */
function ownControlPlane(managed: Fact<boolean>, nodeZones: readonly Fact<string>[]): Outcome {
  return whenKnown([managed, ...nodeZones], (_, ...found) => {
    const zones = [...new Set(found)].sort();
    const because = {
      en: `${found.length} control plane nodes in ${zones.join(", ")}`,
      nl: `${found.length} control-planenodes in ${zones.join(", ")}`,
    };
    return found.length >= 3 && zones.length >= 2
      ? guaranteed(because)
      : failed(because, {
          en: "run three control plane nodes over the zones",
          nl: "draai drie control-planenodes, verdeeld over de zones",
        });
  });
}
