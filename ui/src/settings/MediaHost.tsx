import { IconTrash } from "@tabler/icons-react";
import { useEffect, useMemo, useRef, useState } from "react";
import type { MediaHostView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { type Confirmation, ConfirmDialog } from "../parts/ConfirmDialog";
import { ErrorCard } from "../parts/NoticeCard";
import { type Command, useCommands } from "../shell/commands";
import { BucketCard } from "./BucketCard";
import { type BucketForm, formOf, settingsOf } from "./bucket-form";
import styles from "./MediaHost.module.css";
import { SecretCard } from "./SecretCard";
import { TestCard } from "./TestCard";
import { useMediaHostActions } from "./use-media-host";

/** Where Instagram fetches our files: the bucket and its secret at the left, the test and the reason at the right. */
export function MediaHost({ host }: { host: MediaHostView }) {
  const t = useT();
  const { save, takeSecret, test, remove } = useMediaHostActions();
  const saved = formOf(host);
  // Only what was typed is kept here: what is saved shows through, also when it changes elsewhere.
  const [typed, setTyped] = useState<BucketForm>();
  const form = typed ?? saved;
  const changed = JSON.stringify(settingsOf(form)) !== JSON.stringify(settingsOf(saved));
  const [request, setRequest] = useState<Confirmation | null>(null);
  const blocked =
    host.kind === "none" || changed
      ? t("settings.saveFirst")
      : host.kind === "bucket" && !host.has_secret
        ? t("settings.secretFirst")
        : undefined;
  const run = () => {
    if (blocked === undefined && !test.isPending) test.mutate();
  };
  const askRemove = () =>
    setRequest({
      title: t("settings.remove.title"),
      text: t("settings.remove.text"),
      button: t("settings.remove.confirm"),
      danger: true,
      onConfirm: () => remove.mutate(undefined, { onSuccess: () => setTyped(undefined) }),
    });
  const take = () => {
    if (host.kind === "bucket" && !takeSecret.isPending) takeSecret.mutate();
  };
  useHostKeys({ run, take, askRemove, kind: host.kind });
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {host.kind === "demo" ? (
          <Card title={t("settings.demo")}>
            <p className={styles.text}>{t("settings.demo.text")}</p>
          </Card>
        ) : (
          <>
            <BucketCard
              form={form}
              changed={changed}
              onChange={setTyped}
              // What the program has kept is shown, as it writes it.
              onSaved={() => setTyped(undefined)}
              save={save}
            />
            <SecretCard host={host} takeSecret={takeSecret} />
          </>
        )}
      </div>
      <div className={styles.column}>
        {test.error && <ErrorCard error={test.error} />}
        <TestCard
          test={changed ? null : host.last_test}
          busy={test.isPending}
          blocked={blocked}
          onRun={run}
        />
        {host.kind === "bucket" && (
          <div className={styles.remove}>
            {remove.error && <ErrorCard error={remove.error} />}
            <Button
              kind="quiet"
              icon={IconTrash}
              keys="settings.remove"
              busy={remove.isPending}
              onClick={askRemove}
            >
              {t("settings.remove")}
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog request={request} onClose={() => setRequest(null)} />
    </div>
  );
}

type HostCommand = "save" | "secret" | "test" | "remove";

type HostKeys = { run: () => void; take: () => void; askRemove: () => void; kind: MediaHostView["kind"] };

function useHostKeys({ kind, ...actions }: HostKeys): void {
  const t = useT();
  // The commands stay as they are while the form is typed in; they do what is right at the time of the key.
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const commands = useMemo<Command[]>(() => {
    const item = (id: HostCommand, title: string, run: () => void): Command => ({
      id: `settings.${id}`,
      group: "item",
      title,
      run,
    });
    const save = item("save", t("settings.bucket.save"), submitBucket);
    const test = item("test", t("settings.test.run"), () => latest.current.run());
    if (kind === "none") return [save];
    if (kind === "demo") return [test];
    return [
      save,
      item("secret", t("settings.secret.take"), () => latest.current.take()),
      test,
      item("remove", t("settings.remove"), () => latest.current.askRemove()),
    ];
  }, [t, kind]);
  useCommands(commands);
}

/** Goes through the form, which says what is wrong before anything is saved. */
function submitBucket(): void {
  const form = document.getElementById("bucket");
  if (form instanceof HTMLFormElement) form.requestSubmit();
}
