import { escaped } from "../../lib/core/text/markup";
import { table } from "../../lib/core/text/table";

test("markup in a text stays text in a page", () => {
  expect(escaped(`<script>"a" & 'b'</script>`)).toBe("&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;&lt;/script&gt;");
  expect(escaped("a\u0000b\u001bc\nd")).toBe("a\ufffdb\ufffdc\nd");
});

test("columns of a table are as wide as their widest cell, and every row is one line", () => {
  expect(
    table([
      ["a", "long cell", "x"],
      ["longer", "b\nc"],
    ]),
  ).toBe("a       long cell  x\nlonger  b c");
});
