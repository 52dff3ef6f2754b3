import { Refusal } from "./backend";
import type { Fault, Reply } from "./types.gen";

type Kind = Reply["reply"];

/** The reply if it is of the kind that was asked for. */
export function expectReply<K extends Kind>(reply: Reply, kind: K): Extract<Reply, { reply: K }> {
  if (reply.reply !== kind) {
    throw new Refusal({ code: "internal", message: `The answer was "${reply.reply}" where "${kind}" was asked for.` });
  }
  return reply as Extract<Reply, { reply: K }>;
}

/** Whatever went wrong, as a refusal: a fault that was sent as one, or a way that is broken. */
export function refusal(problem: unknown): Refusal {
  if (problem instanceof Refusal) return problem;
  if (isFault(problem)) return new Refusal(problem);
  return new Refusal({ code: "no_network", message: "Nobody answered." });
}

function isFault(problem: unknown): problem is Fault {
  return typeof problem === "object" && problem !== null && "code" in problem && "message" in problem;
}
