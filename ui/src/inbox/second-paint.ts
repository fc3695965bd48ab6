/** What the inbox shows with its second picture and by its keys: one script, read while the first picture is drawn. */
export { ConfirmDialog } from "../parts/ConfirmDialog";
export { RunSheet } from "./actions/RunSheet";
export { SnoozeDialog } from "./actions/SnoozeDialog";
export { Detail } from "./detail/Detail";
export { FilterLine } from "./filter/FilterLine";
export { LabelPicker } from "./labels/LabelPicker";
export { ArrangeMenu } from "./list/ArrangeMenu";
export { BulkBar } from "./list/BulkBar";
export { ProblemText } from "./ProblemText";
export { ViewsMenu, ViewsPane } from "./views/ViewsPane";
