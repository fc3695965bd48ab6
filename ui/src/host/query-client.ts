import { QueryClient } from "@tanstack/react-query";

/**
 * The cache over the program's commands. Answers stay fresh until a cache tag says otherwise; the machine being
 * offline is no reason to pause, because every call is local.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        staleTime: Number.POSITIVE_INFINITY,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
}
