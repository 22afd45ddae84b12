import { type Rule, whenKnown } from "../rule";

/** Half a year: BIO2 8.18.02 asks it of privileged actions. */
const days = 183;

export const auditLogRetention: Rule = {
  id: "HX-audit-log-retention",
  title: { en: `Audit log kept for ${days} days`, nl: `Auditlog ${days} dagen bewaard` },
  bio2: ["8.15", "8.18"],
  essential: "who did what can't be found out afterwards",
  evaluate: ({ auditLog: { categories, audit, retentionDays } }) =>
    whenKnown([categories, audit, retentionDays], (names, hasAudit, kept) => {
      if (!hasAudit) return { status: "failed", because: `no audit events among ${names.join(", ")}`, fix: "collect the audit log" };
      return kept >= days
        ? { status: "guaranteed", because: `kept for ${kept} days` }
        : { status: "failed", because: `kept for ${kept} days`, fix: `set logging.retentionDays to ${days} or more` };
    }),
};
