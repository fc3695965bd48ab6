/** The labels of the team beside the views: each opens everything that carries it. */
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useIntl } from "react-intl";
import { commands } from "../../host/bindings";
import { queries } from "../../host/queries";
import { useT } from "../../i18n/useT";
import { cx } from "../../parts/cx";
import { IconButton } from "../../parts/IconButton";
import { ColourDot } from "../../parts/LabelChip";
import { useAccountFilter } from "../../shell/account-filter";
import { useInboxState } from "../inbox-state";
import styles from "./SavedViews.module.css";
import pane from "./ViewsPane.module.css";

export function Labels() {
  const t = useT();
  const intl = useIntl();
  const navigate = useNavigate();
  const labels = useQuery(queries.labels).data ?? [];
  const accounts = useAccountFilter((state) => state.selected);
  const counts = useQuery({ ...queries.labelCounts(accounts), enabled: labels.length > 0 }).data;
  const open = useOpenLabel();
  const current = useShownLabel();
  return (
    <section className={styles.section} aria-label={t("inbox.labels")}>
      <header className={styles.head}>
        <span className={styles.title}>{t("inbox.labels")}</span>
        <IconButton
          small
          icon={IconPlus}
          iconSize={14}
          label={t("inbox.labels.edit")}
          onClick={() => void navigate({ to: "/settings", search: { section: "labels" } })}
        />
      </header>
      <ul className={styles.list}>
        {labels.map(({ label, name, colour }) => {
          const items = counts?.find((each) => each.label === label)?.items ?? 0;
          const shown = current === name.toLowerCase();
          return (
            <li key={label} className={styles.item}>
              <button
                type="button"
                className={cx(pane.view, shown && pane.active)}
                aria-current={shown || undefined}
                data-pane-focus={shown || undefined}
                onClick={() => void open(name)}
              >
                <span className={pane.mark}>
                  <ColourDot colour={colour} />
                </span>
                <bdi className={pane.name}>{name}</bdi>
                {items > 0 && <span className={pane.count}>{intl.formatNumber(items)}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Shows everything that carries a label. */
export function useOpenLabel() {
  const openFiltered = useInboxState((state) => state.openFiltered);
  return async (name: string) => {
    const text = `label:"${name.replace(/["\\]/g, "\\$&")}"`;
    const { terms } = await commands.readFilter({ text, caret: text.length });
    openFiltered("all", terms);
  };
}

/** The name, in small letters, of the label that everything on screen was opened by. */
function useShownLabel(): string | null {
  return useInboxState(({ view, saved, filter }) => {
    const [term, ...others] = filter;
    if (view !== "all" || saved !== null || term?.key !== "label" || others.length > 0) return null;
    const value = term.text.slice(term.text.indexOf(":") + 1);
    return value.replace(/^"|"$/g, "").replace(/\\(.)/g, "$1").toLowerCase();
  });
}
