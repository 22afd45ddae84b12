import { withProgress } from "../../cli/progress";

/** What is said on standard error, there being a terminal or not. */
async function said(isTTY: boolean, work: Parameters<typeof withProgress<number>>[1], blocks = true): Promise<string> {
  const written: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const before = process.stderr.isTTY;
  process.stderr.isTTY = isTTY;
  try {
    await withProgress("Reading", work, { blocks });
    return written.join("");
  } catch (error) {
    return `${written.join("")}${String(error)}`;
  } finally {
    process.stderr.isTTY = before;
    write.mockRestore();
  }
}

test("work that blocks says on a terminal what it has come to, and leaves nothing of that", async () => {
  expect(await said(true, (say) => (say("Writing"), 1))).toBe("\r\u001b[KReading …\r\u001b[KWriting …\r\u001b[K");
});

test("nothing is said where nobody looks", async () => {
  expect(await said(false, (say) => (say("Writing"), 1))).toBe("");
});

test("what is fast needs no word", async () => {
  expect(await said(true, () => 1, false)).toBe("\r\u001b[K");
});

test("an error stands on a line of its own", async () => {
  expect(await said(true, () => Promise.reject(new Error("no")))).toBe("\r\u001b[KReading …\r\u001b[KError: no");
});
