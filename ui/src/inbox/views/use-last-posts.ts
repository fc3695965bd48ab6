/** The newest posts of the chosen accounts, and the list that one of them opens. */
import { useQuery } from "@tanstack/react-query";
import { commands, type LastPostView } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { clip } from "../../parts/clip";
import { useAccountFilter } from "../../shell/account-filter";
import { useInboxState } from "../inbox-state";

/** As much of a caption as a row shows at most. */
const LONGEST = 80;

/** How the filter language asks for a post. */
export const termOf = (post: string): string => `post:${post}`;

export function useLastPosts(): readonly LastPostView[] {
  const accounts = useAccountFilter((state) => state.selected);
  return useQuery(queries.lastPosts(accounts)).data ?? [];
}

/** What a post is called: the first words of its caption. */
export function usePostName(): (post: LastPostView) => string {
  const t = useT();
  return ({ caption }) => clip(caption ?? "", LONGEST) || t("inbox.group.untitled");
}

/** Shows everything under a post. */
export function useOpenPost() {
  const openFiltered = useInboxState((state) => state.openFiltered);
  return async (media: string) => {
    const text = termOf(media);
    const { terms } = await commands.readFilter({ text, caret: text.length });
    openFiltered("all", terms);
  };
}

/** Which of the last posts everything on screen was opened by. */
export function useShownPost(): string | null {
  const posts = useLastPosts();
  const asked = useInboxState(({ view, saved, filter }) => {
    const [term, ...others] = filter;
    return view === "all" && saved === null && others.length === 0 ? term?.text : undefined;
  });
  return posts.find(({ media }) => asked === termOf(media))?.media ?? null;
}
