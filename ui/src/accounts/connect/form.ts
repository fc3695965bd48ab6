/** What can be said about the form before the program sees it. */

export type FormProblem = "clientIdDigits" | "redirectInvalid";

/** The Instagram app ID has digits only. */
export function checkClientId(value: string): FormProblem | undefined {
  return /^\d{5,30}$/.test(value.trim()) ? undefined : "clientIdDigits";
}

/** Meta takes https addresses only; the simulator of the demo lives on this machine and has none. */
export function checkRedirect(value: string, demo: boolean): FormProblem | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const local = demo && url?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname);
  return url?.protocol === "https:" || local ? undefined : "redirectInvalid";
}
