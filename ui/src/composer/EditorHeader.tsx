/** What is being written, for which account, and whether it is saved. */
import { Menu, VisuallyHidden } from "@mantine/core";
import {
  IconAlertCircle,
  IconCheck,
  IconChevronDown,
  IconEye,
  IconPencil,
  IconTrash,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useIntl } from "react-intl";
import type { PreflightView } from "../host/bindings";
import { useAccounts } from "../host/queries";
import { inSentence } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { AccountInMenu } from "../parts/AccountInMenu";
import { AccountMark } from "../parts/AccountMark";
import { Button } from "../parts/Button";
import { cx } from "../parts/cx";
import { IconButton } from "../parts/IconButton";
import type { DraftSnapshot } from "./draft-session";
import styles from "./EditorHeader.module.css";
import { Verdict } from "./PreflightList";

type Props = {
  draft: DraftSnapshot;
  /** The way to the other posts where they are folded away. */
  posts: ReactNode;
  chip: ReactNode;
  onAccount: (account: string) => void;
  onDelete: () => void;
  /** Given where the preview is an overlay. */
  onPreview: (() => void) | undefined;
  preflight: PreflightView | undefined;
};

export function EditorHeader({ draft, posts, chip, onAccount, onDelete, onPreview, preflight }: Props) {
  const t = useT();
  return (
    <header className={styles.header}>
      {posts}
      <h2 className={styles.title}>{t("composer.kind", { count: draft.content.slides.length })}</h2>
      <SaveWords draft={draft} />
      <span className={styles.chip}>{chip}</span>
      {onPreview && (
        <Button icon={IconEye} keys="composer.preview" onClick={onPreview}>
          {t("composer.preview")}
        </Button>
      )}
      {onPreview && preflight && (
        <span className={styles.verdict}>
          <Verdict preflight={preflight} />
        </span>
      )}
      <IconButton icon={IconTrash} label={t("composer.delete")} keys="composer.delete" onClick={onDelete} />
      <AccountChoice account={draft.content.account} onAccount={onAccount} />
    </header>
  );
}

function SaveWords({ draft }: { draft: DraftSnapshot }) {
  const t = useT();
  const intl = useIntl();
  const now = useNow(60_000);
  const { save, savedAt } = draft;
  const broken = save.kind === "failed" || save.kind === "conflict" || save.kind === "moved_on";
  const Mark = broken ? IconAlertCircle : save.kind === "saved" ? IconCheck : IconPencil;
  return (
    <span className={cx(styles.saved, broken && styles.unsaved)}>
      <Mark size={16} stroke={1.5} aria-hidden />
      <span className={styles.savedWords}>
        {broken
          ? t("composer.notSaved")
          : save.kind === "saved"
            ? t("composer.saved", { time: inSentence(intl, new Date(savedAt).toISOString(), now) })
            : save.kind === "saving"
              ? t("composer.saving")
              : t("composer.changed")}
      </span>
    </span>
  );
}

function AccountChoice({ account, onAccount }: { account: string; onAccount: (account: string) => void }) {
  const t = useT();
  const accounts = useAccounts() ?? [];
  const chosen = accounts.find(({ id }) => id === account);
  const name = chosen ? chosen.name || chosen.username : t("composer.account.gone");
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className={styles.account}>
          <VisuallyHidden>{t("composer.account")}</VisuallyHidden>
          {chosen && <AccountMark mark={chosen.mark} colour={chosen.colour} size={20} />}
          <span className={styles.accountName}>{name}</span>
          <IconChevronDown size={16} stroke={1.5} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={account} onChange={onAccount}>
          {accounts.map((each) => (
            <Menu.RadioItem
              key={each.id}
              value={each.id}
              closeMenuOnClick
              checkIcon={<IconCheck size={14} stroke={1.75} aria-hidden />}
              data-autofocus={each.id === account || undefined}
            >
              <AccountInMenu account={each} />
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
