import { useEffect, useState } from "react";
import { events, type QuitAsked } from "../host/bindings";
import { lazily } from "../parts/lazily";
import { SecondPaint } from "../parts/SecondPaint";

const QuitQuestion = lazily(async () => (await import("./second-paint")).QuitQuestion);

/** Listens from the first moment on for the end of the program, which asks what becomes of what has not left yet. */
export function QuitDialog() {
  const [asked, setAsked] = useState<QuitAsked>();
  useEffect(() => {
    const listening = events.quitAsked.listen(({ payload }) => setAsked(payload));
    return () => {
      void listening.then((stop) => stop());
    };
  }, []);
  return (
    <SecondPaint>
      <QuitQuestion asked={asked} onStay={() => setAsked(undefined)} />
    </SecondPaint>
  );
}
