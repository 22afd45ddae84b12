import { expected, type Rule, unknown, whenKnown } from "../rule";

const fix = {
  en: "set velero in the baseline, or take care that something else backs applications up",
  nl: "stel velero in bij de baseline, of zorg dat iets anders back-ups van applicaties maakt",
};

/** State and deletion protection keep the cluster; this is about what applications keep in it. */
export const backup: Rule = {
  id: "HX-backup",
  title: { en: "Data of applications is backed up", nl: "Back-ups van gegevens van applicaties" },
  bio2: ["8.13"],
  examines: {
    en: "the schedules of Velero and of the platform's own back-ups in this app",
    nl: "de schema's van Velero en van de back-ups van het platform in deze app",
  },
  overlooks: {
    en: "whether a back-up succeeds and can be restored, and back-ups that something else makes",
    nl: "of een back-up lukt en is terug te zetten, en back-ups die iets anders maakt",
  },
  setting: "velero",
  evaluate: ({ backups, baseline }) => {
    const schedules = [baseline?.backups, backups].filter((fact) => fact !== undefined);
    if (schedules.length === 0) {
      return {
        ...unknown({ en: "nothing in this app backs applications up", nl: "niets in deze app maakt back-ups van applicaties" }, fix),
        evidence: [],
      };
    }
    return whenKnown(schedules, (...times) =>
      expected({ en: `scheduled: ${times.join(", ")}`, nl: `volgens schema: ${times.join(", ")}` }),
    );
  },
};
