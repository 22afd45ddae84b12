import { createInterface } from "node:readline/promises";

interface Question {
  /** All that may be answered. @default anything */
  readonly choices?: readonly string[];
  /** What an empty answer means. @default the question comes again */
  readonly fallback?: string;
}

export type Ask = (text: string, question: Question) => Promise<string>;

/** Gives `work` a way to ask the person at the terminal; undefined where nobody is, as in a pipeline. */
export async function asking<T>(work: (ask: Ask | undefined) => Promise<T>): Promise<T> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return work(undefined);
  // Standard output is for the result.
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await work((text, question) => answered((prompt) => terminal.question(prompt), text, question));
  } finally {
    terminal.close();
  }
}

/** Asks until the answer is one that can be used. */
export async function answered(read: (prompt: string) => Promise<string>, text: string, question: Question): Promise<string> {
  const { choices, fallback } = question;
  const hint = [choices && ` (${choices.join(", ")})`, fallback && ` [${fallback}]`].filter(Boolean).join("");
  for (;;) {
    const answer = (await read(`${text}${hint}: `)).trim() || fallback;
    if (answer !== undefined && (choices?.includes(answer) ?? true)) return answer;
  }
}
