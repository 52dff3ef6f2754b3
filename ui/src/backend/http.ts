/** The desk's door: the centre that served the page. */
import { refusal } from "./answer";
import type { DeskBackend } from "./desk";
import type { Me } from "./types.gen";

/** Relative to the page, so that it works behind any path of a proxy. */
const DESK = "desk/v1/";
/** Of `wire::desk::CSRF_HEADER`. */
const CSRF_HEADER = "doorstep-csrf";

/**
 * `onover` is told when the centre says that nobody is signed in any more; it answers once somebody is again, whether
 * what was asked may be asked once more.
 */
export function http(onover: () => Promise<boolean>): DeskBackend {
  // In this page's memory alone; the session itself is in a cookie that no script can read.
  let csrf = "";

  async function ask<Answer>(path: string, body?: unknown): Promise<Answer> {
    try {
      const response = await fetch(DESK + path, {
        ...(body === undefined ? {} : posting(body, csrf)),
        cache: "no-store",
        credentials: "same-origin",
      });
      const text = await response.text();
      const answer: unknown = text === "" ? undefined : JSON.parse(text);
      if (!response.ok) throw answer;
      return answer as Answer;
    } catch (problem) {
      const refused = refusal(problem);
      // Nothing was done: the centre looks at the session before anything else.
      if (refused.fault.code === "sign_in_needed" && (await onover())) return ask(path, body);
      throw refused;
    }
  }

  async function asking(path: string, body?: unknown): Promise<Me> {
    const me = await ask<Me>(path, body);
    csrf = me.csrf;
    return me;
  }

  return {
    me: () => asking("me"),
    signIn: (wanted) => asking("sign-in", wanted),
    signOut: () => ask("sign-out", {}),
    stepUp: (wanted) => asking("step-up", wanted),
    beginSetUp: (wanted) => ask("setup/begin", wanted),
    async setUp(wanted) {
      const done = await ask<Awaited<ReturnType<DeskBackend["setUp"]>>>("setup", wanted);
      csrf = done.me.csrf;
      return done;
    },
    week: (week) => ask(`weeks/${week}`),
    reach: () => ask("reach"),
    reachByArea: () => ask("reach/areas"),
    reachTrend: () => ask("reach/trend"),
    areaShapes: () => ask("area/shapes"),
    returns: () => ask("returns"),
    returnReview: (week) => ask(`returns/${week}`),
    freeze: (week) => ask(`returns/${week}/freeze`, {}),
    returnFile: (week, revision, format, tier) =>
      `${DESK}returns/${week}/${tier === "staff" ? "file" : "public-file"}?format=${format}&revision=${revision}`,
    verifyHeld: (week) => ask(`returns/${week}/verify`, {}),
    verifyFile: (file) => ask("returns/verify", file),
    review: () => ask("review"),
    decidePair: (wanted) => ask("review/decide", wanted),
    askPair: (wanted) => ask("review/ask", wanted),
    undoDecision: (wanted) => ask("review/undo", wanted),
    settleDispute: (wanted) => ask("review/settle", wanted),
    births: () => ask("births"),
    missed: (list) => ask(`births/${list}/missed`, {}),
    worklist: (list) => ask(`births/${list}/worklist`),
    followUp: (list, wanted) => ask(`births/${list}/follow-up`, wanted),
    champions: () => ask("champions"),
    acceptHeld: (events) => ask("kept-aside/accept", { events }),
    invite: (champion) => ask(`champions/${champion}/invite`, {}),
    confirmDevice: (device, check_phrase) => ask(`devices/${device}/confirm`, { check_phrase }),
    revokeDevice: (device) => ask(`devices/${device}/revoke`, {}),
    accounts: () => ask("accounts"),
    addAccount: (wanted) => ask("accounts", wanted),
    resetAccount: (account) => ask(`accounts/${account}/reset`, {}),
    endAccount: (account) => ask(`accounts/${account}/end`, {}),
    audit: (before) => ask(before === undefined ? "audit" : `audit?before=${before}`),
  };
}

function posting(body: unknown, csrf: string): RequestInit {
  const isFile = body instanceof Blob;
  return {
    method: "POST",
    headers: { "content-type": "application/json", [CSRF_HEADER]: csrf },
    body: isFile ? body : JSON.stringify(body),
  };
}
