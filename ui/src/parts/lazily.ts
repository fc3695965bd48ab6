/** Parts whose scripts are read when they are first shown. */
import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/** The part that `read` imports; it suspends until that is there. */
export function lazily<Props>(
  read: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await read() }));
}
