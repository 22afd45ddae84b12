import type { Problem } from "../../core/validation/errors";

/** What AWS refuses of tags, as they are put on resources (AWS docs, tagging best practices and limits). */
export function awsTagProblems(tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const names = Object.keys(tags);
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  return [
    // Some resources carry tags of EKS and of their own beside these.
    ...(names.length > 40
      ? [{ path: "tags", message: `are ${names.length} with the library's own; AWS takes 50, its own among them` }]
      : []),
    ...Object.entries(tags).flatMap(([name, value = ""]) => {
      const path = `tags.${name}`;
      return [
        ...(name === "" || name.length > 128 ? [{ path, message: "is not a name of 1 to 128 characters" }] : []),
        ...(/^aws:/i.test(name) ? [{ path, message: "begins with aws:, which AWS keeps for itself" }] : []),
        ...(allowed.test(name) && allowed.test(value)
          ? []
          : [{ path, message: "has a character that AWS refuses; allowed are letters, digits, spaces and _ . : / = + - @" }]),
        ...(value.length > 256 ? [{ path, message: `is ${value.length} characters long; AWS takes 256` }] : []),
      ];
    }),
  ];
}
