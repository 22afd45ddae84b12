/** Less isn't noticed; more looks as if nothing happens. */
const patience = 1000;

/**
 * Says on the terminal what takes long, and takes it away when it is done. Nothing is said where no person looks: standard output is for
 * results, and a pipeline's log for what is left.
 *
 * Work that blocks says so at once, since no timer would run meanwhile.
 */
export async function withProgress<T>(label: string, work: () => Promise<T> | T, { blocks = false } = {}): Promise<T> {
  const { stderr } = process;
  if (!stderr.isTTY) return work();
  const started = Date.now();
  const say = () => stderr.write(`\r\u001b[K${label} ${Math.round((Date.now() - started) / 1000)} s`);
  if (blocks) stderr.write(`${label} …`);
  const timer = setInterval(say, patience);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    stderr.write("\r\u001b[K");
  }
}
