import type { Problem } from "../../core/validation/errors";

/** Problems of tags that AWS would refuse, by the limits in AWS' documentation on tagging. */
export function awsTagProblems(tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const names = Object.keys(tags);
  const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
  return [
    // EKS and some resources add their own tags to these.
    ...(names.length > 40
      ? [{ path: "tags", message: `must be at most 40 including the library's own, got ${names.length}; AWS allows 50, and EKS adds some` }]
      : []),
    ...Object.entries(tags).flatMap(([name, value = ""]) => {
      const path = `tags.${name}`;
      return [
        ...(name === "" || name.length > 128 ? [{ path, message: "must have a name of 1 to 128 characters" }] : []),
        ...(/^aws:/i.test(name) ? [{ path, message: "starts with aws:, which AWS reserves for itself" }] : []),
        ...(allowed.test(name) && allowed.test(value)
          ? []
          : [{ path, message: "contains a character that AWS refuses; allowed are letters, digits, spaces and _ . : / = + - @" }]),
        ...(value.length > 256 ? [{ path, message: `must have at most 256 characters, got ${value.length}` }] : []),
      ];
    }),
  ];
}
