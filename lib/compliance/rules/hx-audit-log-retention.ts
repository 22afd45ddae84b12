import { expected, failed, followed, guaranteed, noBaseline, type Rule, switchedOff, whenKnown } from "../rule";
import { onOneVolume } from "./logs";

/** Half a year: BIO2 8.18.02 asks it of privileged actions. */
const days = 183;

export const auditLogRetention: Rule = {
  id: "HX-audit-log-retention",
  title: { en: `Audit log kept for ${days} days`, nl: `Auditlog ${days} dagen bewaard` },
  bio2: ["8.15", "8.18"],
  examines: {
    en: "that audit events are sent, that nothing excludes them, and how long they are kept where they are sent",
    nl: "dat auditgebeurtenissen worden verstuurd, dat niets ze uitsluit, en hoe lang ze worden bewaard waar ze heen gaan",
  },
  overlooks: {
    en: "who may delete them earlier, and applications' own logs",
    nl: "wie ze eerder kan verwijderen, en logs van applicaties zelf",
  },
  subjects: ["audit log"],
  setting: "logging.retentionDays",
  essential: { en: "who did what can't be found out afterwards", nl: "achteraf is niet te achterhalen wie wat deed" },
  evaluate: ({ auditLog: byPlatform, baseline, controlPlane: { auditEvents } }) => {
    const auditLog = byPlatform ?? baseline?.auditLog;
    if (auditLog === undefined) return baseline ? switchedOff(baseline, "applicationLogs") : noBaseline;
    const { categories, audit, retentionDays } = auditLog;
    const volume = byPlatform ? undefined : baseline?.logVolumeGib;
    // What the API server doesn't write, nothing can collect.
    const written = auditEvents ? [auditEvents] : [];
    return whenKnown([categories, audit, retentionDays, ...(volume ? [volume] : []), ...written], (names, hasAudit, kept) => {
      if (!hasAudit) {
        return failed(
          { en: `no audit events among ${names.join(", ")}`, nl: `geen auditgebeurtenissen in ${names.join(", ")}` },
          { en: "collect the audit log", nl: "verzamel het auditlog" },
        );
      }
      if (auditEvents?.value === false) {
        return failed(
          { en: "the API server writes no audit events", nl: "de API-server schrijft geen auditgebeurtenissen" },
          { en: "remove the override of the audit policy", nl: "verwijder de override van het auditbeleid" },
        );
      }
      const because = { en: `kept for ${kept} days`, nl: `${kept} dagen bewaard` };
      if (kept >= days && volume?.value !== undefined) {
        return expected(followed(because, onOneVolume(volume.value)), {
          en: "give the cluster object storage",
          nl: "geef het cluster objectopslag",
        });
      }
      return kept >= days
        ? guaranteed(because)
        : failed(because, { en: `set logging.retentionDays to ${days} or more`, nl: `zet logging.retentionDays op ${days} of meer` });
    });
  },
};
