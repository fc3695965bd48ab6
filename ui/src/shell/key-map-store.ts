/** The key map as the program keeps it. */
import { commands } from "../host/bindings";
import { type KeyMap, useKeyMap } from "./key-map";

/** Takes over the keys a person chose before; until then the keys of the table are in force. */
export async function readKeyMap(): Promise<void> {
  try {
    const { single_letters, own } = await commands.keyMap();
    useKeyMap.setState({ singleLetters: single_letters, own });
  } catch {
    // Where they cannot be read the whole program cannot work, and says so.
  }
}

/** Puts keys in force and keeps them; they are as before where that fails. */
export async function changeKeyMap(change: Partial<KeyMap>): Promise<void> {
  const before = useKeyMap.getState();
  const { singleLetters, own } = { ...before, ...change };
  useKeyMap.setState({ singleLetters, own });
  try {
    await commands.setKeyMap({ single_letters: singleLetters, own: { ...own } });
  } catch (cause) {
    useKeyMap.setState(before);
    throw cause;
  }
}
