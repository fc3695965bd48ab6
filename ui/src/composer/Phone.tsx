/** The post as it will look on a phone: the slide that is worked on, its dots, the caption folded. */
import { IconBookmark, IconDots, IconHeart, IconMessageCircle, IconSend } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import type { AccountView, SlideView } from "../host/bindings";
import { useT } from "../i18n/useT";
import { AccountMark } from "../parts/AccountMark";
import { cx } from "../parts/cx";
import { CropPicture } from "./CropPicture";
import styles from "./Phone.module.css";

type Props = {
  account: AccountView | undefined;
  slides: readonly SlideView[];
  selected: number;
  /** Width divided by height. */
  ratio: number;
  caption: string;
  /** In characters; null when all of it is seen. */
  foldAt: number | null;
  scheme: "light" | "dark";
  /** What the clock of the phone shows. */
  time: string;
  onSelect: (index: number) => void;
};

export function Phone(props: Props) {
  const { account, slides, selected, ratio, scheme, time, onSelect } = props;
  const t = useT();
  const slide = slides[selected];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = { ArrowLeft: selected - 1, ArrowRight: selected + 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (slides[to]) onSelect(to);
  };
  return (
    <section className={cx(styles.phone, styles[scheme])} aria-label={t("composer.phone")}>
      <p className={styles.status} aria-hidden>
        {time}
      </p>
      <p className={styles.head}>
        {account && <AccountMark mark={account.mark} colour={account.colour} size={24} />}
        <bdi className={styles.handle}>{account?.username}</bdi>
        <IconDots size={16} stroke={1.5} aria-hidden />
      </p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds controls; this is one that turns pages. */}
      <div
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrows swipe.
        tabIndex={0}
        aria-label={t("composer.phone.slide", { number: slide ? selected + 1 : 0, total: slides.length })}
        className={styles.picture}
        onKeyDown={onKeyDown}
        data-phone
      >
        {slide ? (
          <CropPicture key={slide.slide} slide={slide} ratio={ratio} alt={slide.alt_text} />
        ) : (
          <span className={styles.nothing} style={{ aspectRatio: ratio }}>
            {t("composer.phone.empty")}
          </span>
        )}
        {slides.length > 1 && (
          <span className={styles.place} aria-hidden>
            {t("composer.phone.place", { number: selected + 1, total: slides.length })}
          </span>
        )}
      </div>
      {slides.length > 1 && (
        <span className={styles.dots} aria-hidden>
          {slides.map(({ slide: id }, index) => (
            <span key={id} className={cx(styles.dot, index === selected && styles.here)} />
          ))}
        </span>
      )}
      <p className={styles.icons} aria-hidden>
        <IconHeart size={20} stroke={1.5} />
        <IconMessageCircle size={20} stroke={1.5} />
        <IconSend size={20} stroke={1.5} />
        <IconBookmark size={20} stroke={1.5} className={styles.end} />
      </p>
      <Caption {...props} />
    </section>
  );
}

function Caption({ account, caption, foldAt }: Props) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const folded = foldAt !== null && !open;
  const text = folded ? [...caption].slice(0, foldAt).join("").trimEnd() : caption;
  return (
    <p className={styles.caption} dir="auto">
      <b>{account?.username}</b> {marked(text)}
      {/\p{P}$/u.test(text) && " "}
      {foldAt !== null && (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "composer.phone.less" : "composer.phone.more")}
        </button>
      )}
    </p>
  );
}

/** Hashtags and mentions in the colour of links. */
function marked(text: string) {
  return text.split(/([#@][\p{L}\p{N}_.]+)/u).map((part, index) =>
    index % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other identity.
      <span key={index} className={styles.link}>
        {part}
      </span>
    ) : (
      part
    ),
  );
}
