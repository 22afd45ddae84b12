import { isDay, today } from "../../lib/core/validation/days";

test.each(["2027-03-01", "2028-02-29", "2026-12-31"])("%s is a day", (text) => {
  expect(isDay(text)).toBe(true);
});

test.each(["2027-02-29", "2027-13-01", "2027-3-1", "1 March 2027", "2027-03-01T00:00:00Z", ""])('"%s" is no day', (text) => {
  expect(isDay(text)).toBe(false);
});

describe("the day that a report speaks of", () => {
  const before = process.env.HAVEN_AS_OF;
  afterEach(() => {
    process.env.HAVEN_AS_OF = before;
  });

  test("is the one that is asked for, so that a report can be made again", () => {
    process.env.HAVEN_AS_OF = "2027-03-01";

    expect(today()).toEqual(new Date("2027-03-01T00:00:00Z"));
  });

  test("is today otherwise, without the time", () => {
    process.env.HAVEN_AS_OF = "";

    expect(today().toISOString()).toMatch(/T00:00:00\.000Z$/);
    expect(Math.abs(Date.now() - today().getTime())).toBeLessThan(2 * 86_400_000);
  });

  test("is refused when it is no day", () => {
    process.env.HAVEN_AS_OF = "2027-02-29";

    expect(today).toThrow(/HAVEN_AS_OF.*2027-02-29/s);
  });
});
