import { Tooltip } from "@mantine/core";
import { type Icon, IconEdit, IconHeartbeat, IconInbox, IconSend, IconSettings } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queries, useAccounts } from "../host/queries";
import { useT } from "../i18n/useT";
import { cx } from "../parts/cx";
import { type CapKeys, KeyCap } from "../parts/KeyCap";
import { useAccountFilter } from "./account-filter";
import { Logo } from "./Logo";
import styles from "./Rail.module.css";

/** The pages that exist, with what waits in each. */
export function Rail() {
  const t = useT();
  const selected = useAccountFilter((state) => state.selected);
  const counts = useQuery(queries.viewCounts(selected)).data;
  const attention = useAccounts()?.some((account) => account.state === "attention") ?? false;
  const open = counts?.needs_reply ?? 0;
  const outbox = counts?.outbox ?? 0;
  const needsYou = counts?.outbox_needs_you ?? 0;
  return (
    <div className={styles.rail}>
      <div className={styles.corner}>
        <Logo />
      </div>
      <nav className={styles.pages} aria-label={t("shell.rail")} data-pane>
        <Tile
          to="/inbox"
          icon={IconInbox}
          label={t("shell.page.inbox")}
          keys="go.inbox"
          badge={open}
          badgeLabel={t("shell.badge.inbox", { count: open })}
          family="accent"
        />
        <Tile to="/composer" icon={IconEdit} label={t("shell.page.composer")} keys="go.composer" />
        <span className={styles.gap} />
        <Tile
          to="/outbox"
          icon={IconSend}
          label={t("shell.page.outbox")}
          keys="go.outbox"
          badge={outbox}
          badgeLabel={
            needsYou > 0
              ? t("shell.badge.outboxNeedsYou", { count: outbox, needsYou })
              : t("shell.badge.outbox", { count: outbox })
          }
          family="grey"
        />
        <Tile
          to="/accounts"
          icon={IconHeartbeat}
          label={t("shell.page.accounts")}
          keys="go.accounts"
          dot={attention}
          badgeLabel={attention ? t("shell.badge.accounts") : undefined}
        />
        <Tile to="/settings" icon={IconSettings} label={t("shell.page.settings")} keys="go.settings" />
      </nav>
    </div>
  );
}

type TileProps = {
  to: "/inbox" | "/composer" | "/outbox" | "/accounts" | "/settings";
  icon: Icon;
  label: string;
  keys: CapKeys;
  badge?: number;
  dot?: boolean;
  badgeLabel?: string | undefined;
  family?: "accent" | "grey";
};

function Tile({
  to,
  icon: Mark,
  label,
  keys,
  badge = 0,
  dot = false,
  badgeLabel,
  family = "accent",
}: TileProps) {
  const noted = badge > 0 || dot;
  return (
    <Tooltip
      position="right"
      label={
        <span className={styles.tip}>
          {label}
          <KeyCap keys={keys} onFill />
        </span>
      }
    >
      <Link
        to={to}
        className={styles.tile}
        activeProps={{ className: styles.active, "aria-current": "page" }}
        aria-label={noted && badgeLabel ? `${label}, ${badgeLabel}` : label}
      >
        <Mark size={20} stroke={1.5} aria-hidden />
        {badge > 0 && (
          <span className={cx(styles.badge, styles[family])} aria-hidden>
            {badge > 999 ? "999+" : badge}
          </span>
        )}
        {dot && <span className={styles.dot} aria-hidden />}
      </Link>
    </Tooltip>
  );
}
