/** The app's door: the device behind the window. No other file of the screens knows Tauri. */
import { invoke } from "@tauri-apps/api/core";
import { expectReply, refusal } from "./answer";
import type { Backend } from "./backend";
import type { Reply } from "./types.gen";

async function ask(command: string): Promise<Reply> {
  try {
    return await invoke<Reply>(command);
  } catch (problem) {
    throw refusal(problem);
  }
}

export const tauri: Backend = {
  status: async () => expectReply(await ask("status"), "status"),
};
