/**
 * A field that is as tall as its text, from two lines to seven.
 *
 * Mantine's own `autosize` measures the page twice with every render, and this field is rendered with every step through
 * the list: it is measured when its text or its width changes, and not while it is empty.
 */
import { Textarea, type TextareaProps } from "@mantine/core";
import { useWindowEvent } from "@mantine/hooks";
import { type RefObject, useCallback, useLayoutEffect, useRef } from "react";
import styles from "./GrowingField.module.css";

type Props = Omit<TextareaProps, "value" | "autosize" | "rows" | "ref" | "dir" | "classNames"> & {
  value: string;
  /** What the key for writing goes to; the field puts itself there. */
  focus: RefObject<HTMLElement | null>;
};

export function GrowingField({ value, focus, ...rest }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const grow = useCallback(() => {
    const element = field.current;
    if (!element) return;
    if (element.style.blockSize !== "") element.style.blockSize = "";
    if (element.value === "") return;
    const { scrollHeight, clientHeight } = element;
    if (scrollHeight > clientHeight) element.style.blockSize = `${scrollHeight}px`;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text stands in the field
  useLayoutEffect(grow, [grow, value]);
  useWindowEvent("resize", grow);
  const take = useCallback(
    (element: HTMLTextAreaElement | null) => {
      field.current = element;
      focus.current = element;
    },
    [focus],
  );
  return (
    <Textarea
      {...rest}
      ref={take}
      value={value}
      rows={2}
      dir="auto"
      classNames={{ input: styles.field ?? "" }}
    />
  );
}
