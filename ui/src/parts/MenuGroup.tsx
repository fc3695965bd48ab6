import { Menu } from "@mantine/core";
import { type ReactNode, useId } from "react";

type Props = {
  title: string;
  /** The key that does the same as one of the items. */
  cap?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
};

/** Items of a menu that belong together under a title, for assistive technology as well. */
export function MenuGroup({ title, cap, className, children }: Props) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no child of a menu
    <div role="group" aria-labelledby={id}>
      <Menu.Label className={className}>
        <span id={id}>{title}</span>
        {cap}
      </Menu.Label>
      {children}
    </div>
  );
}
