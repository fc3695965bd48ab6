/** The slides of the open draft: which one is worked on, and what is done to them. */
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { SlideView } from "../host/bindings";
import { asIpcError } from "../host/errors";
import { useT } from "../i18n/useT";
import { announce } from "../shell/announce";
import { useUndoToasts } from "../shell/undo-toasts";
import { type Crop, cropOf, stepZoom, wholePicture } from "./crop";
import type { DraftContent, DraftSession } from "./draft-session";
import { moved, putBack, selectedAfterRemoval, without } from "./slides";
import { keptDraft } from "./use-draft";

/** Changes a draft whose page may have been left since; then it is saved at once. */
function changeLater(session: DraftSession, patch: (content: DraftContent) => Partial<DraftContent>): void {
  const open = keptDraft(session.post) ?? session;
  open.change(patch);
  if (open.watched) return;
  open.flush().catch((cause) => useUndoToasts.getState().show({ message: asIpcError(cause).message }));
}

export function useSlides(session: DraftSession, slides: readonly SlideView[]) {
  const t = useT();
  const [chosen, setChosen] = useState<string>();
  const found = slides.findIndex(({ slide }) => slide === chosen);
  const selected = Math.max(0, found);
  const current = slides[selected];

  const change = (slide: string, patch: Partial<SlideView>) =>
    session.change(({ slides: all }) => ({
      slides: all.map((each) => (each.slide === slide ? { ...each, ...patch } : each)),
    }));

  return {
    selected,
    current,
    select: (index: number) => setChosen(slides[index]?.slide),
    selectSlide: setChosen,
    move: (from: number, to: number) => {
      const item = slides[from];
      const place = Math.min(slides.length - 1, Math.max(0, to));
      if (!item || place === from) return;
      session.change(({ slides: all }) => ({ slides: moved(all, from, place) }));
      setChosen(item.slide);
      announce(t("composer.moved", { from: from + 1, to: place + 1, total: slides.length }));
    },
    remove: (index: number) => {
      const item = slides[index];
      if (!item) return;
      session.change(({ slides: all }) => ({ slides: without(all, index) }));
      const left = without(slides, index);
      setChosen(left[selectedAfterRemoval(index, left.length)]?.slide);
      useUndoToasts.getState().show({
        icon: IconTrash,
        message: t("composer.removed", { number: index + 1 }),
        undo: () => {
          changeLater(session, ({ slides: all }) =>
            all.some(({ slide }) => slide === item.slide) ? {} : { slides: putBack(all, index, item) },
          );
          setChosen(item.slide);
        },
      });
    },
    crop: (crop: Crop) => {
      if (!current) return;
      const { focus_x, focus_y, zoom } = crop;
      change(current.slide, { focus_x, focus_y, zoom });
    },
    zoom: (steps: number) =>
      current && change(current.slide, { zoom: stepZoom(cropOf(current).zoom, steps) }),
    resetCrop: () => current && change(current.slide, wholePicture),
    altText: (alt_text: string) => current && change(current.slide, { alt_text }),
    applyToAll: () => {
      if (!current) return;
      const { focus_x, focus_y, zoom } = current;
      const before = new Map(slides.map((each) => [each.slide, each]));
      session.change(({ slides: all }) => ({
        slides: all.map((each) => ({ ...each, focus_x, focus_y, zoom })),
      }));
      useUndoToasts.getState().show({
        message: t("composer.applied", { count: slides.length }),
        undo: () =>
          changeLater(session, ({ slides: all }) => ({
            slides: all.map((each) => {
              const old = before.get(each.slide);
              return old ? { ...each, focus_x: old.focus_x, focus_y: old.focus_y, zoom: old.zoom } : each;
            }),
          })),
      });
    },
  };
}
