/**
 * Keeps what is typed on a screen where it outlives the power: in the vault, through whoever is behind the window,
 * and never in the browser's own storage.
 */
export interface Keeping {
  /** Something changed. It is kept a breath later, so that a word typed in one go is written once. */
  changed(content: unknown): void;
  /** A field was left, or a page turned: it is kept at once. */
  now(content: unknown): Promise<void>;
  /** Finished, or thrown away. */
  over(): Promise<void>;
  /** What was kept before, if anything. */
  before<Content>(): Promise<Content | undefined>;
  /** The screen is left. What is not kept yet is kept now. */
  end(): void;
}

interface Vault {
  keep(key: string, content: string | undefined): Promise<void>;
  kept(key: string): Promise<string | undefined>;
}

/** Shorter than the time between two words, longer than that between two letters. */
const BREATH_MS = 200;

export function keeping(vault: Vault, key: string): Keeping {
  let waiting: unknown;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One after another, so that an older word never overwrites a newer one.
  let line: Promise<unknown> = Promise.resolve();
  const write = (content: string | undefined) => {
    clearTimeout(timer);
    waiting = undefined;
    const written = line.then(() => vault.keep(key, content));
    // A vault that is locked or full refuses; the screen still has the words, and the next change tries again.
    line = written.catch(() => undefined);
    return line as Promise<void>;
  };
  const flush = () => {
    if (waiting !== undefined) void write(JSON.stringify(waiting));
  };
  const hidden = () => {
    if (document.visibilityState === "hidden") flush();
  };
  document.addEventListener("visibilitychange", hidden);
  return {
    changed(content) {
      waiting = content;
      clearTimeout(timer);
      timer = setTimeout(flush, BREATH_MS);
    },
    now: (content) => write(JSON.stringify(content)),
    over: () => write(undefined),
    async before<Content>() {
      const content = await vault.kept(key);
      return content === undefined ? undefined : (JSON.parse(content) as Content);
    },
    end() {
      document.removeEventListener("visibilitychange", hidden);
      flush();
    },
  };
}
