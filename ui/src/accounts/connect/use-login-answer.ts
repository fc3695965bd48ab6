import { useQueryClient } from "@tanstack/react-query";
import type { LoginView } from "../../host/bindings";
import { keys } from "../../host/keys";

/** Keeps the answer of a login command, so that the panel moves on without asking again. */
export function useLoginAnswer() {
  const client = useQueryClient();
  return (login: LoginView) => {
    client.setQueryData(keys.login, login);
  };
}
