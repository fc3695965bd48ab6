/** The sections of the settings, in their order. */
export const sections = [
  "media_host",
  "profile",
  "labels",
  "replies",
  "keywords",
  "notifications",
  "keys",
  "desktop",
] as const;
export type SettingsSection = (typeof sections)[number];

export function isSection(word: unknown): word is SettingsSection {
  return sections.some((section) => section === word);
}
