// Not exported by any package entry: only a composite of this library marks props.
const mark = Symbol("haven-cdktf/checked");

/**
 * Marks props as checked. A composite checks all of its props once and marks what it hands to its parts; the loader of cluster files does
 * the same for a composite. A spread keeps the mark.
 */
export function checked<Props extends object>(props: Props): Props {
  return { ...props, [mark]: true };
}

/** Whether props carry the mark. */
export function isChecked(props: object): boolean {
  return mark in props;
}
