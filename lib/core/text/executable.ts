/** Terraform's interpolations and directives, and the placeholders that cdktf puts into lists and maps for a value of Terraform. */
const marks = /\$\{|%\{|[#&]\{(?=TfToken\[)/g;

/** Numbers with an exponent, as cdktf looks for them in any text; the bound keeps a hostile text from taking seconds. */
const numbers = /[-|\d.+]{1,400}e[-|\d.eE+]+/g;

/**
 * Parts of a text that are more than text once they are in a stack: Terraform executes them, or cdktf puts another value in their place.
 * The escapes of Terraform, `$${` and `%%{`, hold the same marks: they too become something else.
 */
export function executableParts(text: string): readonly string[] {
  const numeric = [...text.matchAll(numbers)].map(([number]) => number).filter((number) => isPlaceholder(parseFloat(number)));
  return [...new Set([...[...text.matchAll(marks)].map(([mark]) => mark), ...numeric])];
}

/** Whether cdktf takes a number for a value that only Terraform knows: it marks those with the first two bytes. */
function isPlaceholder(number: number): boolean {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setFloat64(0, number);
  return [0xfdff, 0xfbff].includes(bytes.getUint16(0));
}
