export default {
  plugins: {
    "postcss-preset-mantine": {},
    "postcss-simple-vars": {
      variables: {
        // Below `wide` the detail pane becomes an overlay; `narrow` is the smallest window.
        "mantine-breakpoint-xs": "900px",
        "mantine-breakpoint-sm": "1100px",
        "mantine-breakpoint-md": "1280px",
        "mantine-breakpoint-lg": "1440px",
        "mantine-breakpoint-xl": "1760px",
      },
    },
  },
};
