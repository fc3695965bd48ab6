import type { commands, HostTestView } from "../bindings";
import type { FakeHost } from "./host";
import { noMediaHost } from "./sample-posts";

/** The commands of the media host, by their names on the wire. */
export function mediaHostHandlers({ world, stale }: FakeHost) {
  return {
    media_host: () => world.mediaHost,
    save_media_host: (form: Parameters<typeof commands.saveMediaHost>[0]) => {
      world.mediaHost = {
        ...world.mediaHost,
        ...form,
        // As the program writes addresses: with the slash at their end.
        endpoint: new URL(form.endpoint).href,
        public_base: form.public_base && new URL(form.public_base).href,
        kind: "bucket",
        last_test: null,
      };
      stale({ kind: "media_host" });
      return world.mediaHost;
    },
    take_host_secret_from_clipboard: () => {
      world.mediaHost = { ...world.mediaHost, has_secret: true, last_test: null };
      stale({ kind: "media_host" });
      return world.mediaHost;
    },
    test_media_host: (): HostTestView => {
      const test = { ...world.nextHostTest, tested_at: new Date().toISOString() };
      world.mediaHost = { ...world.mediaHost, last_test: test };
      stale({ kind: "media_host" });
      return test;
    },
    remove_media_host: () => {
      world.mediaHost = noMediaHost;
      stale({ kind: "media_host" });
      return world.mediaHost;
    },
  };
}
