/** How many items each view holds, of the accounts that are shown. */
import { useQuery } from "@tanstack/react-query";
import type { ViewCountsView } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useAccountFilter } from "../../shell/account-filter";

export function useViewCounts(): ViewCountsView | undefined {
  const selected = useAccountFilter((state) => state.selected);
  return useQuery(queries.viewCounts(selected)).data;
}
