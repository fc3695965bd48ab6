/** Mantine dressed in Ink & Manila. Tokens live in tokens.css; this maps Mantine's own names onto them. */
import { type CSSVariablesResolver, createTheme, type MantineThemeComponent } from "@mantine/core";
import inputs from "./inputs.module.css";
import overlays from "./overlays.module.css";
import { atOnce, settleIn } from "./transitions";

const easing = "cubic-bezier(0.2, 0.8, 0.2, 1)";

export const theme = createTheme({
  primaryColor: "ink",
  primaryShade: { light: 7, dark: 5 },
  colors: {
    ink: [
      "#ECEFFC",
      "#D5DCF9",
      "#B7C2F4",
      "#8FA0EC",
      "#6B80E4",
      "#4A62DD",
      "#3A54D2",
      "#2F49C7",
      "#2840B3",
      "#1D2F8C",
    ],
  },
  fontFamily: "var(--pr-font)",
  fontSizes: { xs: "11px", sm: "12px", md: "13px", lg: "15px", xl: "20px" },
  lineHeights: { xs: "14px", sm: "16px", md: "18px", lg: "20px", xl: "26px" },
  radius: { xs: "4px", sm: "6px", md: "8px", lg: "12px", xl: "16px" },
  defaultRadius: "md",
  cursorType: "default",
  respectReducedMotion: true,
  focusRing: "auto",
  // Dressed by name: the parts themselves come with the pages that use them, not with every start.
  components: {
    Tooltip: {
      defaultProps: { openDelay: 400, closeDelay: 0, withArrow: false, transitionProps: { duration: 80 } },
      classNames: { tooltip: overlays.tooltip },
    } satisfies MantineThemeComponent,
    Menu: {
      defaultProps: {
        shadow: "none",
        // The hand starts on the first item, or the one in force, not on an element that is no part of a menu.
        withInitialFocusPlaceholder: false,
        transitionProps: { transition: "pop-top-left", duration: 120, timingFunction: easing },
      },
      classNames: {
        dropdown: overlays.dropdown,
        item: overlays.item,
        label: overlays.label,
        itemSection: overlays.itemSection,
      },
    } satisfies MantineThemeComponent,
    Popover: {
      defaultProps: { shadow: "none", transitionProps: { duration: 120, timingFunction: easing } },
      classNames: { dropdown: overlays.dropdown },
    } satisfies MantineThemeComponent,
    Modal: {
      defaultProps: {
        centered: true,
        withCloseButton: false,
        overlayProps: {
          blur: 0,
          color: "var(--pr-backdrop)",
          backgroundOpacity: 1,
          transitionProps: atOnce,
        },
        transitionProps: {
          transition: settleIn,
          duration: 120,
          exitDuration: 60,
          timingFunction: easing,
        },
      },
      classNames: {
        content: overlays.dialog,
        header: overlays.dialogHeader,
        title: overlays.dialogTitle,
        body: overlays.dialogBody,
        overlay: overlays.backdrop,
      },
    } satisfies MantineThemeComponent,
    Select: {
      classNames: {
        input: inputs.input,
        label: inputs.label,
        dropdown: overlays.dropdown,
        option: overlays.item,
      },
    } satisfies MantineThemeComponent,
    TextInput: {
      classNames: {
        input: inputs.input,
        label: inputs.label,
        description: inputs.description,
        error: inputs.error,
      },
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
    } satisfies MantineThemeComponent,
    Textarea: {
      classNames: {
        input: inputs.textarea,
        label: inputs.label,
        description: inputs.description,
        error: inputs.error,
      },
      defaultProps: { inputWrapperOrder: ["label", "input", "description", "error"] },
    } satisfies MantineThemeComponent,
    Checkbox: {
      defaultProps: { size: "xs" },
      classNames: { label: inputs.switchLabel, description: inputs.description },
    } satisfies MantineThemeComponent,
    Switch: {
      defaultProps: { size: "xs", withThumbIndicator: false },
      classNames: {
        track: inputs.switchTrack,
        label: inputs.switchLabel,
        description: inputs.description,
      },
    } satisfies MantineThemeComponent,
  },
});

const mapped = {
  "--mantine-color-body": "var(--pr-surface)",
  "--mantine-color-text": "var(--pr-text)",
  "--mantine-color-bright": "var(--pr-text)",
  "--mantine-color-dimmed": "var(--pr-text-3)",
  "--mantine-color-placeholder": "var(--pr-text-3)",
  "--mantine-color-default": "var(--pr-surface)",
  "--mantine-color-default-hover": "var(--pr-hover)",
  "--mantine-color-default-border": "var(--pr-line-strong)",
  "--mantine-color-default-color": "var(--pr-text)",
  "--mantine-color-anchor": "var(--pr-accent-text)",
  "--mantine-color-error": "var(--pr-danger-text)",
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: mapped,
  dark: mapped,
});
