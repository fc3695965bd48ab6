/** Writes the list in view into a file: every item of it, not only those on screen. */
import { IconFileDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { commands } from "../../host/bindings";
import { useT } from "../../i18n/useT";
import { type Command, useCommands } from "../../shell/commands";
import { useUndoToasts } from "../../shell/undo-toasts";

export function useExport(snapshot: number | undefined, report: (cause: unknown) => void) {
  const t = useT();
  const { mutate, isPending } = useMutation({
    mutationFn: (list: number) => commands.exportList({ snapshot: list }),
    onSuccess: ({ items }) => {
      if (items === null) return;
      const message = t("inbox.export.done", { count: items });
      useUndoToasts.getState().show({ icon: IconFileDownload, message });
    },
    onError: report,
  });
  const run = useMemo(
    () => (snapshot === undefined || isPending ? undefined : () => mutate(snapshot)),
    [snapshot, isPending, mutate],
  );
  const list = useMemo<Command[]>(
    () =>
      run
        ? [
            {
              id: "inbox.export",
              title: t("inbox.command.export"),
              group: "list",
              icon: IconFileDownload,
              run,
            },
          ]
        : [],
    [t, run],
  );
  useCommands(list);
  return run;
}
