/** What a subcommand ends with, for pipelines. */
export const exitCodes = {
  ok: 0,
  /** It did its work, and found what a person must look at. */
  findings: 1,
  /** Wrong flags, or a file or folder that can't be used: nothing was judged, and nothing was written. */
  misuse: 2,
} as const;

/** What a person did wrong, or must do first, in one line. Anything else that is thrown is a mistake of ours. */
export class Misuse extends Error {
  override readonly name = "Misuse";
}

/** The result, as JSON where that was asked for; and 1 as exit code when there is something to look at. */
export function finish(
  { json, text, findings = false }: { readonly json: unknown; readonly text: string; readonly findings?: boolean },
  options: { readonly json?: boolean },
): void {
  console.log(options.json ? JSON.stringify(json, null, 2) : text);
  if (findings) process.exitCode = exitCodes.findings;
}
