/** A draft while it is written: slides, crop, alt text, caption, time, and the way out. */
import { useComputedColorScheme } from "@mantine/core";
import { IconPhotoPlus } from "@tabler/icons-react";
import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useIntl } from "react-intl";
import { commands, type FindingFix, type FindingView, type PostView, type WhenForm } from "../host/bindings";
import { keys } from "../host/keys";
import { useAccount } from "../host/queries";
import { clockTime } from "../i18n/time";
import { useNow } from "../i18n/useNow";
import { useT } from "../i18n/useT";
import { instantOf } from "../i18n/zones";
import { Button } from "../parts/Button";
import { ConfirmDialog } from "../parts/ConfirmDialog";
import { PostChip } from "../parts/PostChip";
import { CaptionBox } from "./CaptionBox";
import { useComposerState } from "./composer-state";
import { ratios, ratioValues } from "./crop";
import { DropOverlay } from "./DropOverlay";
import styles from "./Editor.module.css";
import { EditorHeader } from "./EditorHeader";
import { EditorNotices } from "./EditorNotices";
import { Footer } from "./Footer";
import { Phone } from "./Phone";
import { PreflightList } from "./PreflightList";
import { PreviewPane } from "./PreviewPane";
import { SlidePanel } from "./SlidePanel";
import { Stage } from "./Stage";
import { Strip } from "./Strip";
import { MAX_SLIDES } from "./slides";
import { useAddingTo, useAddSlides, useFileDrop } from "./use-add-slides";
import { useCaptionFacts } from "./use-caption-facts";
import { forgetDraft, useDraft } from "./use-draft";
import { useEditorCommands } from "./use-editor-commands";
import { usePreflight } from "./use-preflight";
import { useSlides } from "./use-slides";

const NOW: WhenForm = { kind: "now" };

type Props = {
  post: PostView;
  /** The preview lies over the editor. */
  overlay: boolean;
  /** The way to the other posts where they are folded away. */
  posts: ReactNode;
};

export function Editor({ post, overlay, posts }: Props) {
  const t = useT();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { session, draft } = useDraft(post);
  const { account, caption, ratio, slides } = draft.content;
  const picture = useSlides(session, slides);
  const facts = useCaptionFacts(caption);
  const { previewing, setPreviewing, setWhen } = useComposerState();
  const when = useComposerState((state) => state.when[post.post]) ?? NOW;
  const preflight = usePreflight(post.post, draft.revision, when);
  const [picking, setPicking] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const altField = useRef<HTMLTextAreaElement>(null);
  const captionField = useRef<HTMLTextAreaElement>(null);
  const strip = useRef<HTMLDivElement>(null);
  const previewPane = useRef<HTMLElement>(null);

  // Also when its page was left and opened again before the answer.
  const publishKey = ["publish_post", post.post];
  const closed = useIsMutating({ mutationKey: publishKey }) > 0;
  const adding = useAddSlides();
  const arriving = useAddingTo(post.post);
  const add = (drop?: number) => {
    const before = new Set(slides.map(({ slide }) => slide));
    adding.mutate(
      { post: post.post, ...(drop !== undefined && { drop }) },
      {
        onSuccess: ({ post: view }) => {
          const first = view.slides.find(({ slide }) => !before.has(slide));
          if (first) picture.selectSlide(first.slide);
        },
      },
    );
  };
  const dragged = useFileDrop(({ drop }) => !closed && add(drop));

  const publishing = useMutation({
    mutationKey: publishKey,
    mutationFn: async () => commands.publishPost({ post: post.post, revision: await session.flush(), when }),
    onSuccess: (view) => {
      client.setQueryData(keys.post(view.post), view);
      void client.invalidateQueries({ queryKey: keys.posts });
    },
    // Not waited for: the draft is open again as soon as the program has answered.
    onSettled: () => void client.invalidateQueries({ queryKey: keys.preflight(post.post) }),
  });
  const removing = useMutation({
    mutationFn: () => commands.deleteDraft({ post: post.post }),
    onSuccess: async () => {
      forgetDraft(post.post);
      await client.invalidateQueries({ queryKey: keys.posts });
      await navigate({ to: "/composer" });
    },
  });

  const save = () => void session.flush().catch(() => undefined);
  const { kind } = draft.save;
  const stuck = kind === "conflict" || kind === "moved_on";
  const line = preflight.data?.findings.find((finding) => finding.level === "blocker")?.message;
  const blocker = stuck
    ? t(`composer.blocked.${kind}`)
    : arriving
      ? t("composer.blocked.adding")
      : preflight.error
        ? t("composer.blocked.unread")
        : line;
  const ready = preflight.data !== undefined && !preflight.data.blocked && blocker === undefined;
  const hand = useRef<HTMLElement>(null);
  const publish = () => {
    if (!ready || closed) return;
    setPicking(false);
    hand.current = document.activeElement as HTMLElement | null;
    publishing.mutate();
  };
  // A refusal opens the draft again, with the hand where it was.
  useEffect(() => {
    if (closed) return;
    hand.current?.focus({ preventScroll: true });
    hand.current = null;
  }, [closed]);

  const missing = slides.filter((slide) => slide.alt_text.trim() === "");
  const nextMissing = () => {
    const after = slides.findIndex((slide, at) => at > picture.selected && slide.alt_text.trim() === "");
    const target = slides[after] ?? missing[0];
    if (target) picture.selectSlide(target.slide);
    altField.current?.focus();
  };
  const marked = useMemo(
    () =>
      new Set(
        (preflight.data?.findings ?? []).flatMap(({ level, slide }) =>
          level !== "passed" && slide ? [slide] : [],
        ),
      ),
    [preflight.data],
  );

  const fix = (finding: FindingView, how: FindingFix) => {
    if (overlay && how !== "reconnect" && how !== "set_up_host" && how !== "test_host") setPreviewing(false);
    if (finding.slide) picture.selectSlide(finding.slide);
    switch (how) {
      case "add_slides":
        return add();
      case "write_alt_text":
        return finding.slide ? altField.current?.focus() : nextMissing();
      case "shorten_caption":
        return captionField.current?.focus();
      case "set_up_host":
      case "test_host":
        return void navigate({ to: "/settings" });
      case "reconnect":
        return void navigate({ to: "/accounts", search: { account } });
      case "pick_time":
        return setPicking(true);
      case "remove_slide": {
        const named = slides.findIndex(({ slide }) => slide === finding.slide);
        return picture.remove(named === -1 ? slides.length - 1 : named);
      }
    }
  };

  const windowScheme = useComputedColorScheme("light");
  const scheme = useComposerState((state) => state.phone) ?? windowScheme;
  const togglePhone = () => useComposerState.getState().setPhone(scheme === "light" ? "dark" : "light");
  // The hand goes into the overlay when it comes, and back to the slides when it goes.
  const togglePreview = () => {
    if (overlay) setPreviewing(!previewing);
    const closing = overlay && previewing;
    requestAnimationFrame(() => {
      const phone = previewPane.current?.querySelector<HTMLElement>("[data-phone]");
      (closing ? strip.current : phone)?.focus({ preventScroll: true });
    });
  };

  useEditorCommands(
    {
      add: () => slides.length < MAX_SLIDES && !arriving && add(),
      publish,
      save,
      writeAltText: () => altField.current?.focus(),
      writeCaption: () => captionField.current?.focus(),
      nextRatio: () =>
        session.change((content) => ({
          ratio: ratios[(ratios.indexOf(content.ratio) + 1) % ratios.length] ?? content.ratio,
        })),
      zoom: picture.zoom,
      resetCrop: picture.resetCrop,
      moveSlide: (by) => picture.move(picture.selected, picture.selected + by),
      removeSlide: () => picture.remove(picture.selected),
      pickTime: () => setPicking(true),
      togglePhone,
      togglePreview,
      deleteDraft: () => setDeleting(true),
    },
    closed,
  );

  // The hand starts on the slides, unless it already is somewhere.
  useEffect(() => {
    if (document.activeElement === document.body) strip.current?.focus({ preventScroll: true });
  }, []);

  const { selected, current } = picture;
  const error = adding.error ?? publishing.error ?? removing.error;
  // A save that was refused shows its own notice.
  const told = error === null || draft.save.kind === "failed" || stuck ? null : error;
  const previewShown = !overlay || previewing;
  return (
    <>
      <section
        className={styles.editor}
        aria-label={t("composer.editor")}
        data-pane
        // Under the overlay nothing can be pressed, and nothing changes while it is handed over.
        inert={closed || (overlay && previewing)}
        aria-busy={closed}
        // Leaving a field is a good moment to save.
        onBlur={save}
      >
        <EditorHeader
          draft={draft}
          posts={posts}
          chip={<PostChip post={post} large />}
          onAccount={(id) => session.change(() => ({ account: id }))}
          onDelete={() => setDeleting(true)}
          onPreview={overlay ? togglePreview : undefined}
          preflight={preflight.data}
        />
        <div className={styles.scroller}>
          <EditorNotices
            session={session}
            save={draft.save}
            error={told}
            onDismiss={() => {
              adding.reset();
              publishing.reset();
              removing.reset();
            }}
          />
          {current ? (
            <>
              <Strip
                slides={slides}
                selected={selected}
                marked={marked}
                adding={arriving}
                onSelect={picture.select}
                onMove={picture.move}
                onAdd={() => add()}
                list={strip}
              />
              <div className={styles.bench}>
                <Stage
                  slide={current}
                  number={selected + 1}
                  ratio={ratioValues[ratio]}
                  onCrop={picture.crop}
                  onReset={picture.resetCrop}
                  onApplyToAll={slides.length > 1 ? picture.applyToAll : undefined}
                />
                <SlidePanel
                  slide={current}
                  number={selected + 1}
                  ratio={ratio}
                  missing={missing.length}
                  field={altField}
                  onAltText={picture.altText}
                  onRatio={(next) => session.change(() => ({ ratio: next }))}
                  onRemove={() => picture.remove(selected)}
                  onNextMissing={nextMissing}
                />
              </div>
            </>
          ) : (
            <FirstPictures adding={arriving} onAdd={() => add()} />
          )}
          <CaptionBox
            caption={caption}
            facts={facts}
            field={captionField}
            onChange={(text) => session.change(() => ({ caption: text }))}
          />
        </div>
        <Footer
          when={when}
          picking={picking}
          onPicking={setPicking}
          onWhen={(next) => setWhen(post.post, next)}
          blocker={blocker}
          ready={ready}
          busy={closed}
          onPublish={publish}
        />
        {dragged && !closed && <DropOverlay />}
      </section>
      {previewShown && (
        <PreviewPane
          pane={previewPane}
          scheme={scheme}
          onScheme={togglePhone}
          onPrevious={selected > 0 ? () => picture.select(selected - 1) : undefined}
          onNext={selected < slides.length - 1 ? () => picture.select(selected + 1) : undefined}
          onClose={overlay ? togglePreview : undefined}
          closed={closed}
          phone={
            <PhoneOf
              account={account}
              when={when}
              slides={slides}
              selected={selected}
              ratio={ratioValues[ratio]}
              caption={caption}
              foldAt={facts?.fold_at ?? null}
              scheme={scheme}
              onSelect={picture.select}
            />
          }
          preflight={
            <PreflightList
              preflight={preflight.data}
              error={preflight.error}
              onRetry={() => void preflight.refetch()}
              onFix={fix}
              onShow={(slide) => {
                picture.selectSlide(slide);
                if (overlay) setPreviewing(false);
              }}
            />
          }
        />
      )}
      <ConfirmDialog
        request={
          deleting
            ? {
                title: t("composer.delete.title"),
                text: t("composer.delete.text", { count: slides.length }),
                button: t("composer.delete"),
                danger: true,
                onConfirm: () => removing.mutate(),
              }
            : null
        }
        onClose={() => setDeleting(false)}
      />
    </>
  );
}

/** The phone, with the account's name and the time it will be. */
function PhoneOf({
  account,
  when,
  ...rest
}: Omit<Parameters<typeof Phone>[0], "account" | "time"> & { account: string; when: WhenForm }) {
  const intl = useIntl();
  const now = useNow(60_000);
  const instant = when.kind === "at" ? instantOf(when.wall_time, when.zone) : now;
  const time =
    when.kind === "at" && instant !== undefined
      ? when.wall_time.slice(11, 16)
      : clockTime(intl, new Date(now).toISOString());
  return <Phone account={useAccount(account)} time={time} {...rest} />;
}

/** A draft without slides begins here. */
function FirstPictures({ adding, onAdd }: { adding: boolean; onAdd: () => void }) {
  const t = useT();
  return (
    <section className={styles.first} aria-label={t("composer.slides")}>
      <IconPhotoPlus size={28} stroke={1.5} aria-hidden />
      <p className={styles.firstTitle}>{t("composer.first")}</p>
      <p className={styles.firstText}>{t("composer.first.text")}</p>
      <Button icon={IconPhotoPlus} keys="composer.add" busy={adding} onClick={onAdd}>
        {t(adding ? "composer.adding" : "composer.add")}
      </Button>
    </section>
  );
}
