/** What the frame shows with its second picture and by its keys: one script, read while the first picture is drawn. */
export { KeySheet } from "./KeySheet";
export { Palette } from "./Palette";
export { QuitQuestion } from "./QuitQuestion";
export { Rail } from "./Rail";
export { TopBar } from "./TopBar";
