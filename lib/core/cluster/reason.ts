/**
 * Why somebody accepts something, for those who read the report.
 *
 * @pattern \S[\s\S]{8,}\S
 * @form a reason of at least 10 characters, which the report shows
 */
export type Reason = string;
