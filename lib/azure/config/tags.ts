import type { Problem } from "../../core/validation/errors";

/** A tag has one owner: the code, or a policy. */
export function policyTagProblems(policyTags: readonly string[], tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const own = Object.keys(tags).map((name) => name.toLowerCase());
  return policyTags.flatMap((name, index) => {
    const path = `policyTags[${index}]`;
    return own.includes(name.toLowerCase())
      ? [{ path, message: `${name} is also set by the code, which would then have no effect`, hint: "leave it out of tags or policyTags" }]
      : [];
  });
}

/** What Azure refuses of tags, as they are put on resources (Azure docs, tag-resources and the limits of storage accounts). */
export function azureTagProblems(tags: Readonly<Record<string, string | undefined>>): Problem[] {
  const names = Object.keys(tags);
  const lowered = names.map((name) => name.toLowerCase());
  return [
    ...(names.length > 50 ? [{ path: "tags", message: `are ${names.length} with the library's own; Azure takes 50` }] : []),
    ...Object.entries(tags).flatMap(([name, value = ""], index) => {
      const path = `tags.${name}`;
      return [
        ...(name === "" || name.length > 128 ? [{ path, message: "is not a name of 1 to 128 characters" }] : []),
        ...(/[<>%&\\?/]/.test(name) ? [{ path, message: "has one of < > % & \\ ? / in its name, which Azure refuses" }] : []),
        ...(/^(azure|microsoft|windows)/i.test(name) ? [{ path, message: "begins with a name that Azure keeps for itself" }] : []),
        ...(value.length > 256 ? [{ path, message: `is ${value.length} characters long; Azure takes 256` }] : []),
        ...(lowered.indexOf(name.toLowerCase()) < index
          ? [
              {
                path,
                message: `differs from ${names[lowered.indexOf(name.toLowerCase())] ?? ""} by capitals only, which is the same tag to Azure`,
              },
            ]
          : []),
      ];
    }),
  ];
}
