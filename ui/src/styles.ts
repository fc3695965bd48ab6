/** Style sheets in their order: Mantine in layers, then ours unlayered, so that ours win. */
import "@mantine/core/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "@fontsource-variable/inter/opsz.css";
import "./shell/theme/tokens.css";
import "./shell/theme/base.css";
