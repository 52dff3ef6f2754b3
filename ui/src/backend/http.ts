/** The browser's door: the same commands, sent to whoever served the page. */
import { expectReply, refusal } from "./answer";
import type { Backend } from "./backend";
import type { Command, Reply } from "./types.gen";

/** Relative to the page, so that it works behind any path of a proxy. */
const ADDRESS = "v1/app";

async function ask(command: Command): Promise<Reply> {
  try {
    const response = await fetch(ADDRESS, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(command),
      cache: "no-store",
      credentials: "same-origin",
    });
    const body: unknown = await response.json();
    if (!response.ok) throw body;
    return body as Reply;
  } catch (problem) {
    throw refusal(problem);
  }
}

export const http: Backend = {
  status: async () => expectReply(await ask({ do: "status" }), "status"),
};
