import { IconArrowBackUp, IconX } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useT } from "../i18n/useT";
import { KeyCap } from "../parts/KeyCap";
import { announce } from "./announce";
import styles from "./UndoToasts.module.css";
import { type Toast, timeLeft, useUndoToasts } from "./undo-toasts";

/** The stack at the bottom left, newest at the bottom. */
export function UndoToasts() {
  const t = useT();
  const toasts = useUndoToasts((state) => state.toasts);
  return (
    <section className={styles.stack} aria-label={t("shell.toasts")}>
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

const secondsLeft = (toast: Toast) => Math.ceil(timeLeft(toast, performance.now()) / 1000);

function ToastCard({ toast }: { toast: Toast }) {
  const t = useT();
  const { undo, hold, release, dismiss } = useUndoToasts.getState();
  const [seconds, setSeconds] = useState(() => secondsLeft(toast));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(secondsLeft(toast)), 250);
    return () => clearInterval(timer);
  }, [toast]);
  const text = typeof toast.message === "function" ? toast.message(seconds) : toast.message;
  const [spoken] = useState(toast.announcement ?? text);
  useEffect(() => announce(spoken), [spoken]);
  const Mark = toast.icon ?? IconArrowBackUp;
  const held = toast.endsAt === undefined;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting the mouse only holds the time; the button is the control.
    <div
      className={styles.toast}
      onMouseEnter={() => hold(toast.id)}
      onMouseLeave={() => release(toast.id)}
      onFocus={() => hold(toast.id)}
      onBlur={() => release(toast.id)}
    >
      <Mark size={18} stroke={1.5} aria-hidden className={styles.icon} />
      <span className={styles.text}>{text}</span>
      {toast.undo ? (
        <button type="button" className={styles.undo} onClick={() => undo(toast.id)}>
          {t("shell.undo")}
          <KeyCap keys="app.undo" onFill />
        </button>
      ) : (
        <button
          type="button"
          className={styles.close}
          aria-label={t("shell.dismiss")}
          onClick={() => dismiss(toast.id)}
        >
          <IconX size={16} stroke={1.5} aria-hidden />
        </button>
      )}
      <span
        key={held ? "held" : "running"}
        className={styles.bar}
        style={
          held
            ? { transform: `scaleX(${toast.leftMs / toast.durationMs})`, animation: "none" }
            : {
                animationDuration: `${toast.durationMs}ms`,
                animationDelay: `${toast.leftMs - toast.durationMs}ms`,
              }
        }
        aria-hidden
      />
      <span className={styles.seconds} aria-hidden>
        {t("parts.age.seconds", { count: seconds })}
      </span>
    </div>
  );
}
