/** Says things to screen readers, once. */
import { VisuallyHidden } from "@mantine/core";
import { create } from "zustand";

const useAnnouncement = create<{ text: string; count: number }>()(() => ({ text: "", count: 0 }));

/** Reads out `text` politely. The same text twice is read twice. */
export function announce(text: string): void {
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));
}

export function Announcer() {
  const { text, count } = useAnnouncement();
  return (
    <VisuallyHidden>
      <div aria-live="polite" role="status">
        <span key={count}>{text}</span>
      </div>
    </VisuallyHidden>
  );
}
