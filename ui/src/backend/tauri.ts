/** The app's door: the device behind the window. No other file of the screens knows Tauri. */
import { invoke } from "@tauri-apps/api/core";
import { refusal } from "./answer";
import { over } from "./over";
import type { Reply } from "./types.gen";

/** Each command has a name and a permission of its own; what goes with it are its arguments. */
export const tauri = over(async ({ do: command, ...facts }) => {
  try {
    return await invoke<Reply>(command, facts);
  } catch (problem) {
    throw refusal(problem);
  }
});
