/** The door, over anything that answers commands as the device does. */
import { expectReply } from "./answer";
import type { Backend } from "./backend";
import type { Command, Reply } from "./types.gen";

export function over(ask: (command: Command) => Promise<Reply>): Backend {
  const done = async (command: Command) => void expectReply(await ask(command), "done");
  return {
    status: async () => expectReply(await ask({ do: "status" }), "status"),
    enrol: (enrol) => done({ do: "enrol", ...enrol }),
    unlock: (secret) => done({ do: "unlock", secret }),
    lock: () => done({ do: "lock" }),
    today: async () => expectReply(await ask({ do: "today" }), "today"),
    register: async (session) => expectReply(await ask({ do: "register", session }), "register"),
    people: async (typed) => expectReply(await ask({ do: "people", typed }), "people").people,
    alike: async (draft) => expectReply(await ask({ do: "alike", draft }), "people").people,
    enquiries: async () => expectReply(await ask({ do: "enquiries" }), "enquiries").enquiries,
    families: async () => expectReply(await ask({ do: "families" }), "families"),
    directory: async () => expectReply(await ask({ do: "directory" }), "directory"),
    surveys: async () => expectReply(await ask({ do: "surveys" }), "surveys").surveys,
    record: async (records) => expectReply(await ask({ do: "record", records }), "recorded").records,
    keep: (key, content) => done({ do: "keep", key, ...(content === undefined ? {} : { content }) }),
    kept: async (key) => expectReply(await ask({ do: "kept", key }), "kept").content,
    records: async (before) =>
      expectReply(await ask({ do: "records", ...(before === undefined ? {} : { before }) }), "records"),
    weekly: async (week) => expectReply(await ask({ do: "weekly", ...(week === undefined ? {} : { week }) }), "weekly"),
    sync: async () => expectReply(await ask({ do: "sync" }), "synced"),
    rescuePlaces: async () => expectReply(await ask({ do: "rescue_places" }), "rescue_places").places,
    rescue: async (place) => expectReply(await ask({ do: "rescue", place }), "rescued"),
  };
}
