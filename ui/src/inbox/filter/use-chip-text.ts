import type { FilterTerm } from "../inbox-state";
import { termOf, useLastPosts, usePostName } from "../views/use-last-posts";
import { chipText } from "./typed";

/** How the chip of a term reads: a post that stands beside the list is called by its words, not by its number. */
export function useChipText(): (term: FilterTerm) => string {
  const posts = useLastPosts();
  const nameOf = usePostName();
  return (term) => {
    const post = posts.find(({ media }) => term.text === termOf(media));
    return chipText(post ? { ...term, text: termOf(nameOf(post)) } : term);
  };
}
