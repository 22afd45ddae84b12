import { isOpenRange } from "../../lib/core/addresses/open-range";

test.each(["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/2", "::/0", "2000::/3"])("%s is (nearly) the whole internet", (range) => {
  expect(isOpenRange(range)).toBe(true);
});

test.each(["10.0.0.0/8", "203.0.113.0/24", "203.0.113.7", "2001:db8::/32", "2001:db8::1"])("%s is a network of somebody", (range) => {
  expect(isOpenRange(range)).toBe(false);
});

test.each(["", "everyone", "0.0.0.0/x", "0.0.0.0/", "0.0.0.0/0/0", "${var.range}"])(
  '"%s" is no range, so nothing can be said of it',
  (text) => {
    expect(isOpenRange(text)).toBeUndefined();
  },
);
