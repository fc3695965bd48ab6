/** What the program makes of a typed filter, asked anew at each key and each move of the caret. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { commands } from "../../host/bindings";
import { keys } from "../../host/keys";

export function useReading(text: string, caret: number, asked: boolean) {
  const { data } = useQuery({
    queryKey: keys.filterReading(text, caret),
    queryFn: () => commands.readFilter({ text, caret }),
    placeholderData: keepPreviousData,
    enabled: asked,
    gcTime: 0,
  });
  const read = useCallback(
    (typed: string, at: number) => commands.readFilter({ text: typed, caret: at }),
    [],
  );
  return { reading: data, read };
}
