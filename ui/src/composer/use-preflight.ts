import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { commands, type WhenForm } from "../host/bindings";
import { keys } from "../host/keys";

/** How long the hand must rest on the time before it is looked over anew, in ms. */
const LOOK_AFTER_MS = 250;
/** Time alone can change the answer: an hour comes, an allowance frees up. */
const LOOK_AGAIN_MS = 60_000;

/** The preflight of what is saved. Each save and each time to publish at is looked over anew. */
export function usePreflight(post: string, revision: number, when: WhenForm) {
  const [asked] = useDebouncedValue(when, LOOK_AFTER_MS);
  return useQuery({
    queryKey: keys.preflight(post, revision, asked),
    queryFn: () => commands.preflight({ post, when: asked }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_AGAIN_MS,
    gcTime: 10_000,
  });
}
