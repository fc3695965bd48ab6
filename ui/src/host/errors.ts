/** What a rejected command carries. The page branches on `code` only, never on the text. */
import type { IpcError } from "./bindings";

function isIpcError(cause: unknown): cause is IpcError {
  return typeof cause === "object" && cause !== null && "code" in cause && "message" in cause;
}

/** Turns anything thrown into the shape the notice cards show. */
export function asIpcError(cause: unknown): IpcError {
  if (isIpcError(cause)) return cause;
  const detail = cause instanceof Error ? cause.message : String(cause);
  return { code: "internal", message: detail, fix: null, retry_after_s: null, detail: null };
}

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: IpcError;
  }
}
