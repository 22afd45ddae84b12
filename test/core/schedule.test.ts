import { scheduleProblems } from "../../lib/core/cluster/schedule";

test.each(["0 2 * * *", "*/15 0-6 1,15 * 1-5", "59 23 31 12 7", "0 3 * * 0"])("%s is when something may run", (schedule) => {
  expect(scheduleProblems("at", schedule)).toEqual([]);
});

test.each([
  "daily",
  "0 2 * *",
  "60 2 * * *",
  "0 24 * * *",
  "0 2 0 * *",
  "0 2 * 13 *",
  "0 2 * * 8",
  "0 2 * * */0",
  "0  2 * * *",
  "a b c d e",
])("%s is never", (schedule) => {
  expect(scheduleProblems("at", schedule)).toEqual([{ path: "at", message: expect.stringContaining(schedule) }]);
});
