import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useT } from "../i18n/useT";
import { IconButton } from "../parts/IconButton";
import { KeyCap } from "../parts/KeyCap";
import { CardButtons } from "./CardButtons";
import { type CardButton, useCardKeys } from "./card-keys";

/** As many stand side by side; of more, the last ones lie in a menu so that the title keeps its room. */
const SIDE_BY_SIDE = 3;

/** The buttons in the head of a card. Their keys answer wherever they stand. */
export function HeadButtons({ buttons }: { buttons: readonly (CardButton | undefined)[] }) {
  const present = buttons.filter((button) => button !== undefined);
  const shown = present.length > SIDE_BY_SIDE ? present.slice(0, SIDE_BY_SIDE - 1) : present;
  const folded = present.slice(shown.length);
  return (
    <>
      <CardButtons buttons={shown} rest="quiet" />
      {folded.length > 0 && <More buttons={folded} />}
    </>
  );
}

function More({ buttons }: { buttons: readonly CardButton[] }) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  useCardKeys([{ id: "more", title: t("outbox.more.actions"), run: open }]);
  return (
    <Menu position="bottom-end" opened={opened} onChange={setOpened}>
      <Menu.Target>
        <IconButton icon={IconDots} label={t("outbox.more.actions")} keys="outbox.card.more" />
      </Menu.Target>
      <Menu.Dropdown>
        {buttons.map(({ id, title, icon: Mark, busy = false, disabled = false, run }) => (
          <Menu.Item
            key={id}
            disabled={busy || disabled}
            leftSection={Mark && <Mark size={16} stroke={1.5} aria-hidden />}
            rightSection={<KeyCap keys={`outbox.card.${id}`} />}
            onClick={run}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
