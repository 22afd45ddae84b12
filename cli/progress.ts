/** Less isn't noticed; more looks as if nothing happens. */
const patience = 1000;

/** Says what the work has come to. */
export type Say = (label: string) => void;

/**
 * Says on the terminal what takes long, and takes it away when it is done. Nothing is said where no person looks: standard output is for
 * results, and a pipeline's log for what is left.
 *
 * Work that blocks says so at once, and what it has come to, since no timer would run meanwhile.
 */
export async function withProgress<T>(label: string, work: (say: Say) => Promise<T> | T, { blocks = false } = {}): Promise<T> {
  const { stderr } = process;
  if (!stderr.isTTY) return work(() => undefined);
  const started = Date.now();
  const write = (text: string) => stderr.write(`\r\u001b[K${text}`);
  const say: Say = (now) => write(`${now} …`);
  if (blocks) say(label);
  const timer = setInterval(() => write(`${label} ${Math.round((Date.now() - started) / 1000)} s`), patience);
  try {
    return await work(say);
  } finally {
    clearInterval(timer);
    stderr.write("\r\u001b[K");
  }
}
