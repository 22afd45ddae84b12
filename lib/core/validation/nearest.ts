import { distance } from "fastest-levenshtein";

/** The most similar candidate, if any is similar enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // A mistyped word isn't that long, and comparing long words is slow.
  if (word.length > 60) return undefined;
  const folded = fold(word);
  const ranked = candidates
    .map((candidate) => ({ candidate, away: away(folded, fold(candidate)) }))
    .filter(({ candidate, away }) => away < candidate.length && away <= mostAway(candidate))
    // Of two equally near candidates, the one with the same first letter: sondag is sunday rather than monday.
    .sort((a, b) => a.away - b.away || unlike(folded, a.candidate) - unlike(folded, b.candidate));
  return ranked[0]?.candidate;
}

const unlike = (word: string, candidate: string) => (fold(candidate).startsWith(word.charAt(0)) ? 0 : 1);

// Two swapped letters count as two changes; in a word of four that could be any other word.
function mostAway({ length }: string): number {
  return length < 5 ? 1 : Math.max(2, Math.floor(length / 3));
}

/** Number of different letters; `prod` counts as one letter off `production`. */
function away(word: string, candidate: string): number {
  return word.length > 2 && candidate.startsWith(word) ? Math.min(1, candidate.length - word.length) : distance(word, candidate);
}

// node_pools and nodepools are nodePools.
function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}
