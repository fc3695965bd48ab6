/// <reference types="vite/types/importMeta.d.ts" />

declare module "*.css";

declare module "*.module.css" {
  // biome-ignore lint/suspicious/noExplicitAny: an index signature would forbid `styles.name`; src/test/styles.test.ts checks the names instead.
  const styles: any;
  export default styles;
}

declare module "virtual:pseudo-locale" {
  import type { MessageFormatElement } from "react-intl";

  const messages: Record<string, MessageFormatElement[]>;
  export default messages;
}
