import { expected, noBaseline, type Rule, whenKnown } from "../rule";

/** HCC makes a volume with the class; whether the storage behind it answers shows on the cluster only. */
export const rwxvolumes: Rule = {
  id: "rwxvolumes",
  title: { en: "Shared storage (ReadWriteMany)", nl: "Gedeelde opslag (ReadWriteMany)" },
  bio2: ["8.14"],
  examines: { en: "the class for shared files and its driver", nl: "de klasse voor gedeelde bestanden en de driver ervan" },
  overlooks: { en: "whether the storage answers", nl: "of de opslag antwoordt" },
  setting: "storage",
  evaluate: ({ baseline }) =>
    baseline ? whenKnown([baseline.sharedStorageClass], (name) => expected({ en: `class ${name}`, nl: `klasse ${name}` })) : noBaseline,
};
