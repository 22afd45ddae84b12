import { distance } from "fastest-levenshtein";

/** The candidate that was probably meant, if any is near enough. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  // Nobody mistypes a word into one of twice the length, and comparing long ones takes long.
  if (word.length > 60) return undefined;
  const folded = fold(word);
  const ranked = candidates
    .map((candidate) => ({ candidate, away: away(folded, fold(candidate)) }))
    .filter(({ candidate, away }) => away < candidate.length && away <= mostAway(candidate))
    // Of two that are as near, the one that begins alike: sondag is sunday rather than monday.
    .sort((a, b) => a.away - b.away || unlike(folded, a.candidate) - unlike(folded, b.candidate));
  return ranked[0]?.candidate;
}

const unlike = (word: string, candidate: string) => (fold(candidate).startsWith(word.charAt(0)) ? 0 : 1);

// Two letters that changed places count as two; in a word of four that could be any other word.
function mostAway({ length }: string): number {
  return length < 5 ? 1 : Math.max(2, Math.floor(length / 3));
}

/** How many letters differ; `prod` is as good as one letter off `production`. */
function away(word: string, candidate: string): number {
  return word.length > 2 && candidate.startsWith(word) ? Math.min(1, candidate.length - word.length) : distance(word, candidate);
}

// node_pools and nodepools are nodePools.
function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, "");
}
