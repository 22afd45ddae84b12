/** One thing that is wrong with what a user gave. */
export interface Problem {
  /** Where in the props, for example `access.allowedCidrs` or `nodePools[0].name`. */
  readonly path: string;

  /** What was given and what is allowed: lower case, no full stop. */
  readonly message: string;

  /** What to do instead. */
  readonly hint?: string;
}

/** Everything that is wrong with the props of one construct, at once. */
export class ConfigurationError extends Error {
  /**
   * @param where construct path, for example `zaken-prod/cluster`
   * @param problems all of them; never empty
   */
  constructor(
    readonly where: string,
    readonly problems: readonly Problem[],
  ) {
    super([`${where}: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`, ...problems.map(line)].join("\n"));
    this.name = "ConfigurationError";
  }
}

/** Throws one {@link ConfigurationError} when there is anything to report. */
export function rejectProblems(where: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigurationError(where, problems);
}

/** The problems of one part of the props, by the paths of that part. */
export function problemsIn(part: string, problems: readonly Problem[]): Problem[] {
  return problems.flatMap(({ path, ...problem }) =>
    path.startsWith(`${part}.`) ? [{ ...problem, path: path.slice(part.length + 1) }] : [],
  );
}

function line({ path, message, hint }: Problem): string {
  return `  ${path}  ${message}${hint ? `\n    ${hint}` : ""}`;
}
