import { expected, followed, noBaseline, type Rule, switchedOff, type Text, whenKnown } from "../rule";

export const logs: Rule = {
  id: "logs",
  title: { en: "Log aggregation", nl: "Logverzameling" },
  bio2: ["8.15"],
  examines: { en: "the releases that collect and keep logs", nl: "de releases die logs verzamelen en bewaren" },
  overlooks: { en: "what applications write to files instead", nl: "wat applicaties in plaats daarvan naar bestanden schrijven" },
  setting: "applicationLogs",
  evaluate: ({ baseline }) => {
    if (!baseline) return noBaseline;
    if (!baseline.logCollector) return switchedOff(baseline, "applicationLogs");
    const { logCollector, logVolumeGib: volume } = baseline;
    return volume
      ? whenKnown([logCollector, volume], (name, gib) => expected(followed(name, onOneVolume(gib))))
      : whenKnown([logCollector], (name) => expected(name));
  },
};

/** What object storage would give: a second copy, and room that doesn't end. */
export const onOneVolume = (gib: number): Text => ({
  en: `, one copy on one volume of ${gib} GiB: lost with it, and nothing new is kept when it is full`,
  nl: `, één kopie op één volume van ${gib} GiB: weg als dat weg is, en vol is vol`,
});
