/** Before many comments are changed at once: how many, whose, what they say, what it costs and what is left out. */
import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { memo } from "react";
import { useIntl } from "react-intl";
import { commands, type RunForm, type RunPreviewView } from "../../host/bindings";
import { asIpcError } from "../../host/errors";
import { keys } from "../../host/keys";
import { useAccounts } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { AccountMark } from "../../parts/AccountMark";
import { Button } from "../../parts/Button";
import { SkeletonRows } from "../../parts/Skeleton";
import { ErrorNotice } from "../ErrorNotice";
import styles from "./RunSheet.module.css";

type Props = { request: RunForm | null; onClose: () => void; onConfirm: (request: RunForm) => void };

export const RunSheet = memo(function RunSheet({ request, onClose, onConfirm }: Props) {
  const t = useT();
  const preview = useQuery({
    queryKey: keys.runPreview(request),
    queryFn: () => commands.previewRun(request as RunForm),
    enabled: request !== null,
    gcTime: 0,
    staleTime: 0,
  });
  const kind = request?.kind ?? "hide";
  const count = preview.data?.count ?? 0;
  return (
    <Modal
      opened={request !== null}
      onClose={onClose}
      title={preview.data ? t(`inbox.run.${kind}.title`, { count }) : t("inbox.run.title")}
      size={520}
      classNames={{ inner: styles.inner }}
    >
      {preview.error ? (
        <ErrorNotice error={asIpcError(preview.error)} onRetry={() => void preview.refetch()} />
      ) : preview.data ? (
        <Preview kind={kind} preview={preview.data} />
      ) : (
        <SkeletonRows rows={4} />
      )}
      <div className={styles.buttons}>
        <Button onClick={onClose} data-autofocus>
          {t("parts.cancel")}
        </Button>
        <Button
          kind={kind === "delete" ? "danger" : "primary"}
          disabled={count === 0}
          onClick={() => {
            onClose();
            if (request) onConfirm(request);
          }}
        >
          {t(`inbox.run.${kind}.button`, { count })}
        </Button>
      </div>
    </Modal>
  );
});

function Preview({ kind, preview }: { kind: RunForm["kind"]; preview: RunPreviewView }) {
  const t = useT();
  const intl = useIntl();
  const accounts = useAccounts() ?? [];
  return (
    <>
      <ul className={styles.accounts} aria-label={t("inbox.run.accounts")}>
        {preview.accounts.map(({ account, count }) => {
          const known = accounts.find(({ id }) => id === account);
          return (
            <li key={account} className={styles.account}>
              {known && <AccountMark mark={known.mark} colour={known.colour} size={16} />}
              <bdi>{known?.name || known?.username || account}</bdi>
              <span className={styles.figure}>{intl.formatNumber(count)}</span>
            </li>
          );
        })}
      </ul>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list must scroll by keys */}
      <ul className={styles.samples} tabIndex={0} aria-label={t("inbox.run.samples")} data-selectable>
        {preview.samples.map((sample, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the samples never change their order
          <li key={index} className={styles.sample}>
            <bdi className={styles.name}>{sample.username || t("inbox.person.unknown")}</bdi>
            <bdi className={styles.text}>{sample.text ?? t("inbox.text.none")}</bdi>
          </li>
        ))}
        {preview.count > preview.samples.length && (
          <li className={styles.more}>
            {t("inbox.run.more", { count: preview.count - preview.samples.length })}
          </li>
        )}
      </ul>
      <p className={styles.cost}>
        {t("inbox.run.cost", { calls: preview.count, minutes: Math.ceil(preview.seconds / 60) })}{" "}
        {t(`inbox.run.${kind}.text`)}
      </p>
      {preview.skipped.map(({ why, count }) => (
        <p key={why} className={styles.skipped}>
          {t(`inbox.run.skip.${why}`, { count })}
        </p>
      ))}
    </>
  );
}
