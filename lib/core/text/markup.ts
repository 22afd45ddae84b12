const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/**
 * A text for a place in HTML, SVG or XML, in an element or in a quoted attribute: whatever is in it, it stays text. What XML has no
 * character for is shown as such.
 */
export function escaped(text: string): string {
  return special.test(text) ? text.replaceAll(everySpecial, (character) => entities[character] ?? "\ufffd") : text;
}

const special = /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/;

const everySpecial = new RegExp(special, "g");
