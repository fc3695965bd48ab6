import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type CaptionFactsView, commands } from "../host/bindings";
import { keys } from "../host/keys";

/** How long the hand must rest before the caption is counted anew, in ms. */
const COUNT_AFTER_MS = 120;

/** What Instagram counts in a caption and where it folds it; undefined until the first answer. */
export function useCaptionFacts(caption: string): CaptionFactsView | undefined {
  const [counted] = useDebouncedValue(caption, COUNT_AFTER_MS);
  const facts = useQuery({
    queryKey: keys.captionFacts(counted),
    queryFn: () => commands.captionFacts({ caption: counted }),
    placeholderData: keepPreviousData,
    // One answer for every text that was ever typed is of no use.
    gcTime: 10_000,
  });
  return facts.data;
}
