/** Goes where the program says: to what a notification or a line of the tray menu is about. */
import { useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { events, type Place } from "../host/bindings";
import { useInboxState } from "../inbox/inbox-state";
import { useAccountFilter } from "./account-filter";

export function useGoTo(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const go = (place: Place) => {
      switch (place.kind) {
        case "item":
          useAccountFilter.getState().all();
          useInboxState.getState().seek(place.item, place.view);
          return navigate({ to: "/inbox" });
        case "view":
          useAccountFilter.getState().all();
          useInboxState.getState().setView(place.view);
          return navigate({ to: "/inbox" });
        case "post":
          return navigate({ to: "/outbox", search: { post: place.post } });
        case "composer":
          return navigate({ to: "/composer" });
        case "account":
          return navigate({ to: "/accounts", search: { account: place.account } });
      }
    };
    const listening = events.goTo.listen(({ payload }) => void go(payload.place));
    return () => {
      void listening.then((stop) => stop());
    };
  }, [navigate]);
}
