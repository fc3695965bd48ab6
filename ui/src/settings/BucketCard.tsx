import { Switch, TextInput } from "@mantine/core";
import { type SubmitEvent, useId, useState } from "react";
import { useT } from "../i18n/useT";
import { Button } from "../parts/Button";
import { Card } from "../parts/Card";
import { ErrorCard } from "../parts/NoticeCard";
import styles from "./BucketCard.module.css";
import {
  type BucketForm,
  problemsOf,
  type Service,
  serviceOf,
  services,
  settingsOf,
  withRegion,
  withService,
} from "./bucket-form";
import type { MediaHostActions } from "./use-media-host";

type Props = {
  form: BucketForm;
  /** Whether the form differs from what is saved. */
  changed: boolean;
  onChange: (form: BucketForm) => void;
  onSaved: () => void;
  save: MediaHostActions["save"];
};

/** Where the bucket is and who may write to it. The secret has a place of its own. */
export function BucketCard({ form, changed, onChange, onSaved, save }: Props) {
  const t = useT();
  const [tried, setTried] = useState(false);
  const problems = problemsOf(form);
  const error = (field: keyof BucketForm) => {
    const problem = tried ? problems[field] : undefined;
    return problem && t(`settings.bucket.problem.${problem}`);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || !changed) return;
    save.mutate(settingsOf(form), { onSuccess: onSaved });
  };
  const plain = {
    autoComplete: "off",
    autoCorrect: "off",
    autoCapitalize: "none",
    spellCheck: false,
  } as const;
  return (
    <Card title={t("settings.bucket")} note={t("settings.bucket.note")}>
      <form id="bucket" className={styles.form} onSubmit={submit} noValidate>
        <Services
          chosen={serviceOf(form.endpoint)}
          onChoose={(service) => onChange(withService(form, service))}
        />
        <TextInput
          {...plain}
          label={t("settings.bucket.endpoint")}
          description={t("settings.bucket.endpointHelp")}
          inputMode="url"
          value={form.endpoint}
          onChange={(event) => onChange({ ...form, endpoint: event.currentTarget.value })}
          error={error("endpoint")}
        />
        <div className={styles.pair}>
          <TextInput
            {...plain}
            label={t("settings.bucket.bucket")}
            value={form.bucket}
            onChange={(event) => onChange({ ...form, bucket: event.currentTarget.value })}
            error={error("bucket")}
          />
          <TextInput
            {...plain}
            label={t("settings.bucket.region")}
            value={form.region}
            onChange={(event) => onChange(withRegion(form, event.currentTarget.value))}
            error={error("region")}
          />
        </div>
        <Switch
          label={t("settings.bucket.pathStyle")}
          description={t("settings.bucket.pathStyleHelp")}
          checked={form.path_style}
          onChange={(event) => onChange({ ...form, path_style: event.currentTarget.checked })}
        />
        <TextInput
          {...plain}
          label={t("settings.bucket.key")}
          description={t("settings.bucket.keyHelp")}
          value={form.access_key_id}
          onChange={(event) => onChange({ ...form, access_key_id: event.currentTarget.value })}
          error={error("access_key_id")}
        />
        <TextInput
          {...plain}
          label={t("settings.bucket.public")}
          description={t("settings.bucket.publicHelp")}
          inputMode="url"
          value={form.public_base}
          onChange={(event) => onChange({ ...form, public_base: event.currentTarget.value })}
          error={error("public_base")}
        />
        {save.error && <ErrorCard error={save.error} />}
        <div className={styles.actions}>
          <Button
            kind={changed ? "primary" : "secondary"}
            type="submit"
            keys="settings.save"
            busy={save.isPending}
            disabled={!changed}
          >
            {changed ? t("settings.bucket.save") : t("settings.bucket.saved")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** Fills in what is the same for everybody at a service. */
function Services({
  chosen,
  onChoose,
}: {
  chosen: Service | undefined;
  onChoose: (service: Service) => void;
}) {
  const t = useT();
  const name = useId();
  return (
    <fieldset className={styles.services}>
      <legend className={styles.legend}>{t("settings.bucket.service")}</legend>
      <div className={styles.choices}>
        {services.map((service) => (
          <label key={service} className={styles.choice}>
            <input
              type="radio"
              name={name}
              className={styles.radio}
              checked={service === chosen}
              onChange={() => onChoose(service)}
            />
            {t(`settings.bucket.service.${service}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
