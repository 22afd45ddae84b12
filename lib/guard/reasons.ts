import { isUnknownAt, pathText, shownAt } from "./attribute-path";
import type { Plan, PlannedChange } from "./plan";

const words: Readonly<Record<string, string>> = {
  replace_because_tainted: "an apply before this one didn't finish it",
  replace_by_request: "-replace asks for it",
  replace_by_triggers: "what it is tied to by replace_triggered_by changes",
  delete_because_no_resource_config: "it is no longer in the code",
  delete_because_no_module: "its module is no longer in the code",
  delete_because_wrong_repetition: "its count or for_each leaves it out",
  delete_because_count_index: "its count leaves it out",
  delete_because_each_key: "its for_each leaves it out",
  delete_because_no_move_target: "a moved block leads nowhere",
};

const mostNamed = 3;

/** Reason of a removal: the attributes that force it, or Terraform's own reason. */
export function because(change: PlannedChange, drift: Plan["drift"]): string {
  const { deposed, reason = "", replacePaths, before, after, beforeSensitive, afterSensitive } = change;
  if (deposed !== undefined) return "an earlier replacement left it behind";
  if (replacePaths.length === 0) return words[reason] ?? "the plan is one for destroying";
  const byOthers = drift.find(({ address }) => address === change.address);
  // Known values first: somebody changed those, and the unknown ones follow from them.
  const paths = [...replacePaths].sort((one, other) => Number(isUnknownAt(after, one)) - Number(isUnknownAt(after, other)));
  const reasons = paths.slice(0, mostNamed).map((path) => {
    const [from, to] = [shownAt(before, beforeSensitive, path), shownAt(after, afterSensitive, path)];
    const values = from === to ? "" : ` (${from} -> ${to})`;
    const drifted =
      byOthers !== undefined &&
      shownAt(byOthers.before, byOthers.beforeSensitive, path) !== shownAt(byOthers.after, byOthers.afterSensitive, path);
    return `${pathText(path)}${drifted ? ", which somebody changed outside Terraform," : ""} changes${values}`;
  });
  const also = words[reason];
  if (paths.length > mostNamed) reasons.push(`${paths.length - mostNamed} more`);
  return [...reasons, ...(also === undefined ? [] : [also])].join(" and ");
}

/** Fate of a resource with its reason, as a sentence that follows the address. */
export function fateOf(change: PlannedChange, drift: Plan["drift"]): string {
  const fate = change.fate === "destroyed" ? "DESTROYED" : "REPLACED";
  const moved = change.previousAddress === undefined ? "" : ` (it was ${change.previousAddress})`;
  return `would be ${fate} because ${because(change, drift)}${moved}`;
}
