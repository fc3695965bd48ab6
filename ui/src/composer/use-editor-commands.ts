/** The keys of the open draft. */
import {
  IconAlt,
  IconAspectRatio,
  IconCalendarTime,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconPencil,
  IconPhotoPlus,
  IconRotate,
  IconSend,
  IconTrash,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { useMemo, useRef } from "react";
import { useT } from "../i18n/useT";
import { type Command, useCommands } from "../shell/commands";
import type { CommandId } from "../shell/key-table";

export type EditorActions = {
  add: () => void;
  publish: () => void;
  save: () => void;
  writeAltText: () => void;
  writeCaption: () => void;
  nextRatio: () => void;
  zoom: (steps: number) => void;
  resetCrop: () => void;
  moveSlide: (by: 1 | -1) => void;
  removeSlide: () => void;
  pickTime: () => void;
  togglePhone: () => void;
  togglePreview: () => void;
  deleteDraft: () => void;
};

/** What stands behind `composer.` in the key table. */
type EditorCommand = CommandId extends infer Id
  ? Id extends `composer.${infer Name}`
    ? Name
    : never
  : never;

const none: Command[] = [];

/** There are none while the draft is `closed`. */
export function useEditorCommands(actions: EditorActions, closed: boolean): void {
  const t = useT();
  const latest = useRef(actions);
  latest.current = actions;
  const commands = useMemo<Command[]>(() => {
    const item = (
      id: EditorCommand,
      title: string,
      run: (actions: EditorActions) => void,
      more: Partial<Command> = {},
    ): Command => ({
      id: `composer.${id}`,
      title,
      group: "item",
      run: () => run(latest.current),
      ...more,
    });
    return [
      item("add", t("composer.add"), ({ add }) => add(), { icon: IconPhotoPlus }),
      item("publish", t("composer.command.publish"), ({ publish }) => publish(), {
        icon: IconSend,
      }),
      item("when", t("composer.command.when"), ({ pickTime }) => pickTime(), {
        icon: IconCalendarTime,
      }),
      item("caption", t("composer.command.caption"), ({ writeCaption }) => writeCaption(), {
        icon: IconPencil,
      }),
      item("alt", t("composer.command.alt"), ({ writeAltText }) => writeAltText(), { icon: IconAlt }),
      item("ratio", t("composer.command.ratio"), ({ nextRatio }) => nextRatio(), {
        icon: IconAspectRatio,
      }),
      item("zoom_in", t("composer.command.zoomIn"), ({ zoom }) => zoom(1), {
        icon: IconZoomIn,
      }),
      item("zoom_out", t("composer.command.zoomOut"), ({ zoom }) => zoom(-1), { icon: IconZoomOut }),
      item("reset", t("composer.command.reset"), ({ resetCrop }) => resetCrop(), { icon: IconRotate }),
      item("left", t("composer.command.left"), ({ moveSlide }) => moveSlide(-1)),
      item("right", t("composer.command.right"), ({ moveSlide }) => moveSlide(1)),
      item("remove", t("composer.command.remove"), ({ removeSlide }) => removeSlide(), {
        icon: IconTrash,
      }),
      item("preview", t("composer.command.preview"), ({ togglePreview }) => togglePreview(), {
        icon: IconDeviceMobile,
      }),
      item("phone", t("composer.command.phone"), ({ togglePhone }) => togglePhone(), { keyOnly: true }),
      item("save", t("composer.command.save"), ({ save }) => save(), {
        icon: IconDeviceFloppy,
        everywhere: true,
      }),
      item("delete", t("composer.delete"), ({ deleteDraft }) => deleteDraft(), { icon: IconTrash }),
    ];
  }, [t]);
  useCommands(closed ? none : commands);
}
