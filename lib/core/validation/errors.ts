/** One problem with the user's input. */
export interface Problem {
  /** Path in the props, for example `access.allowedCidrs` or `nodePools[0].name`. */
  readonly path: string;

  /** States the given value and the allowed ones: lower case, no full stop. */
  readonly message: string;

  /** Advice on what to do instead. */
  readonly hint?: string;
}

/** Nobody reads further. */
const mostShown = 100;

/** All problems with the props of one construct. */
export class ConfigurationError extends Error {
  /**
   * @param where construct path, for example `zaken-prod/cluster`
   * @param problems all of them; never empty
   */
  constructor(
    readonly where: string,
    readonly problems: readonly Problem[],
  ) {
    const more = problems.length - mostShown;
    super(
      [
        `${where}: ${problems.length === 1 ? "1 problem" : `${problems.length} problems`}`,
        ...problems.slice(0, mostShown).map(line),
        ...(more > 0 ? [`  and ${more} more`] : []),
      ].join("\n"),
    );
    this.name = "ConfigurationError";
  }
}

/** Throws one {@link ConfigurationError} when there is anything to report. */
export function rejectProblems(where: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ConfigurationError(where, problems);
}

/** Problems of one part of the props, with paths relative to that part. */
export function problemsIn(part: string, problems: readonly Problem[]): Problem[] {
  return problems.flatMap(({ path, ...problem }) =>
    path.startsWith(`${part}.`) ? [{ ...problem, path: path.slice(part.length + 1) }] : [],
  );
}

function line({ path, message, hint }: Problem): string {
  return `  ${path}  ${message}${hint ? `\n    ${hint}` : ""}`;
}
