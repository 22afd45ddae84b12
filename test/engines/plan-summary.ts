import type { Plan } from "./terraform";

/** One line a resource that would change, with the attributes that do. */
export function summary({ changes }: Plan): string[] {
  return changes
    .map(({ type, change: { actions, before, after } }) => {
      const changed = Object.keys(before ?? {}).filter((key) => JSON.stringify(before?.[key]) !== JSON.stringify(after?.[key]));
      return `${type} ${actions.join(" and ")}${after && changed.length > 0 ? ` of ${changed.join(", ")}` : ""}`;
    })
    .sort();
}
