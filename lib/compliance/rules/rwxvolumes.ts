import { expected, noBaseline, type Rule, whenKnown } from "../rule";

/** HCC makes a volume with the class; whether the storage behind it answers shows on the cluster only. */
export const rwxvolumes: Rule = {
  id: "rwxvolumes",
  title: { en: "Shared storage (ReadWriteMany)", nl: "Gedeelde opslag (ReadWriteMany)" },
  bio2: ["8.14"],
  setting: "storage",
  evaluate: ({ baseline }) =>
    baseline ? whenKnown([baseline.sharedStorageClass], (name) => expected({ en: `class ${name}`, nl: `klasse ${name}` })) : noBaseline,
};
