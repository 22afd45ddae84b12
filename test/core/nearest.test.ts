import { nearest } from "../../lib/core/validation/nearest";

const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

test.each([
  ["sondag", "sunday"],
  ["mondag", "monday"],
  ["wensday", "wednesday"],
])("%s was probably meant to be %s", (word, meant) => {
  expect(nearest(word, days)).toBe(meant);
});

test.each([
  ["node_pools", ["nodePools", "network"], "nodePools"],
  ["prod", ["production", "test"], "production"],
  ["minNode", ["minNodes", "maxNodes"], "minNodes"],
])("%s is one of %j", (word, candidates, meant) => {
  expect(nearest(word, candidates)).toBe(meant);
});

test.each([["kubernetes"], ["x"], ["a".repeat(61)]])("%s was meant to be none of the days", (word) => {
  expect(nearest(word, days)).toBeUndefined();
});
