import { queryOptions } from "@tanstack/react-query";
import { type AboutForm, commands } from "../../host/bindings";
import { idOf, keys } from "../../host/keys";

/** The saved replies as they would stand under something, and what its words ask for. */
export const offersQuery = (about: AboutForm) =>
  queryOptions({
    queryKey: keys.offers(idOf(about)),
    queryFn: () => commands.savedReplyOffers(about),
    gcTime: 60_000,
  });
