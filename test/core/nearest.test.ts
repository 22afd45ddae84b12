import { nearest } from "../../lib/core/validation/nearest";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

test.each([
  ["sondag", "sunday"],
  ["mondag", "monday"],
  ["wensday", "wednesday"],
])("%s was probably meant to be %s", (word, meant) => {
  expect(nearest(word, days)).toBe(meant);
});
