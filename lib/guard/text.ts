import type { Finding } from "./finding";
import type { PlanJudgement } from "./judge";

/** The judgement as text for a person. */
export function judgementText(judgement: PlanJudgement): string {
  const { verdict, findings, allowed, unusedAllows, notes, alsoGone } = judgement;
  const more = [
    ...allowed.map(({ address, what }) => `  allowed: ${address} ${what}`),
    ...unusedAllows.map((allow) => `  --allow ${allow} matches nothing in this plan; remove it`),
    ...notes.map((note) => `  note: ${note}`),
    ...(alsoGone.length > 0 && verdict === "refused" ? [`  also replaced or destroyed: ${listed(alsoGone)}`] : []),
  ];
  if (verdict === "ok") return [`guard: ok: ${summary(judgement)}`, ...more].join("\n");
  return ["guard: refused", ...findings.flatMap(lines), ...more].join("\n");
}

function lines({ address, construct, what, loss, hint, allow }: Finding): string[] {
  return [
    `  ${address}${construct === undefined ? "" : ` (${construct})`}  ${what}`,
    `    ${loss}.`,
    ...(hint === undefined ? [] : [`    Instead: ${hint}.`]),
    ...(allow === undefined ? [] : [`  To allow exactly this: --allow ${quoted(allow)}`]),
  ];
}

/** A shell would interpret the brackets and quotes of `for_each`. */
const quoted = (text: string) => (/^[\w.:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const mostNamed = 5;

function listed(addresses: readonly string[]): string {
  const rest = addresses.length - mostNamed;
  return rest > 1 ? `${addresses.slice(0, mostNamed).join(", ")} and ${rest} more` : addresses.join(", ");
}

function summary({ counts: { changed, made, replaced, rolled, destroyed, forgotten, abandoned }, alsoGone }: PlanJudgement): string {
  const parts = [
    changed > 0 && `${changed} in-place ${changed === 1 ? "change" : "changes"}`,
    made > 0 && `${made} new`,
    replaced + rolled > 0 ? `${replaced + rolled} replaced` : "nothing replaced",
    destroyed > 0 && `${destroyed} destroyed`,
    forgotten > 0 && `${forgotten} forgotten`,
    abandoned > 0 && `${abandoned} left behind`,
  ].filter((part) => part !== false);
  return `${parts.join(", ")}${alsoGone.length > 0 ? ` (${listed(alsoGone)})` : ""}`;
}
