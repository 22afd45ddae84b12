import type { Problem } from "../../core/validation/errors";

/** What Google refuses of labels, which tags become here (Resource Manager docs, requirements for labels). */
export function googleTagProblems(tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const names = Object.keys(tags);
  return [
    ...(names.length > 60
      ? [{ path: "tags", message: `are ${names.length} with the library's own; Google takes 64, its own among them` }]
      : []),
    ...Object.entries(tags).flatMap(([name, value = ""]) => {
      const path = `tags.${name}`;
      return [
        ...(/^[a-z][a-z0-9_-]{0,62}$/.test(name)
          ? []
          : [
              {
                path,
                message: "is not a name that Google takes: a lower case letter, then lower case letters, digits, _ and -, at most 63",
              },
            ]),
        ...(/^(goog|google)-/.test(name) ? [{ path, message: "begins with a name that Google keeps for itself" }] : []),
        ...(/^[a-z0-9_-]{0,63}$/.test(value)
          ? []
          : [{ path, message: `"${value}" is not a value that Google takes: lower case letters, digits, _ and -, at most 63` }]),
      ];
    }),
  ];
}
