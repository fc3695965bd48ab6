import type { ReactNode } from "react";
import { type IntlConfig, IntlProvider } from "react-intl";
import { english } from "./messages";

type Props = {
  children: ReactNode;
  /** Other messages than English; the tests pass the pseudo-locale. */
  messages?: IntlConfig["messages"];
  /** Zone that times are shown in; the system's by default. */
  timeZone?: string;
};

export function I18nProvider({ children, messages, timeZone }: Props) {
  return (
    <IntlProvider
      locale="en"
      defaultLocale="en"
      messages={messages ?? english}
      {...(timeZone && { timeZone })}
      onError={(error) => {
        throw error;
      }}
    >
      {children}
    </IntlProvider>
  );
}
