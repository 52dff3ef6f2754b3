/**
 * The production build: what it holds, and what each page weighs when it is opened: a phone on a slow line waits for every byte. Measured on the production
 * build: all that is imported before anything is on screen, and the heaviest of what is fetched by going somewhere.
 */
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, expect, test, vi } from "vitest";

const KIB = 1024;
/** Of the compressed JavaScript. */
const SCRIPT_BYTES_MAX = 120 * KIB;
/** Of the style sheets as they are, so that nothing hides in what compresses well. */
const STYLE_BYTES_MAX = 25 * KIB;

const UI = resolve(import.meta.dirname, "..");
type Page = "app" | "desk";
type Output = (Rolldown.OutputChunk | Rolldown.OutputAsset)[];
let output: Output;

beforeAll(async () => {
  // What the release is built with; under a test runner it would be another.
  vi.stubEnv("NODE_ENV", "production");
  const built = await build({ root: UI, mode: "production", logLevel: "error", build: { write: false } });
  output = (Array.isArray(built) ? built : [built]).flatMap((one) => ("output" in one ? one.output : []));
});

const chunks = () => output.filter((one): one is Rolldown.OutputChunk => one.type === "chunk");
const assets = (ending: string) =>
  output.filter((one): one is Rolldown.OutputAsset => one.type === "asset" && one.fileName.endsWith(ending));
const named = (fileName: string) => chunks().find((chunk) => chunk.fileName === fileName);

/** A chunk and all that it imports without being asked again. */
function withImports(chunk: Rolldown.OutputChunk, seen = new Set<Rolldown.OutputChunk>()): Set<Rolldown.OutputChunk> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const fileName of chunk.imports) {
    const imported = named(fileName);
    if (imported) withImports(imported, seen);
  }
  return seen;
}

/** The chunk with which a page begins. */
function beginningOf(page: Page): Rolldown.OutputChunk {
  const opened = chunks().find(({ moduleIds }) => moduleIds.includes(resolve(UI, `src/${page}.ts`)));
  if (!opened) throw new Error(`The build has no chunk that begins the page "${page}".`);
  return opened;
}

/** A page as it is opened, and with the heaviest of the screens that it fetches when they are gone to. */
function weigh(page: Page) {
  const alone = withImports(beginningOf(page));
  const screens = [...alone].flatMap(({ dynamicImports }) => dynamicImports).flatMap((fileName) => named(fileName) ?? []);
  const whole = screens.map((screen) => weight(withImports(screen, new Set(alone))));
  return {
    alone: weight(alone),
    script: Math.max(...whole.map(({ script }) => script)),
    style: Math.max(...whole.map(({ style }) => style)),
  };
}

function weight(loaded: Set<Rolldown.OutputChunk>) {
  const styles = new Set([...loaded].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]));
  const sheets = output.filter((one): one is Rolldown.OutputAsset => one.type === "asset" && styles.has(one.fileName));
  return {
    script: [...loaded].reduce((sum, { code }) => sum + gzipSync(code).length, 0),
    style: sheets.reduce((sum, { source }) => sum + Buffer.byteLength(source), 0),
  };
}

test.each(["app", "desk"] as const)("the %s is light enough to open", (page) => {
  const { alone, script, style } = weigh(page);
  const kib = (bytes: number) => (bytes / KIB).toFixed(1);
  console.info(
    `${page}: ${kib(alone.script)} KiB of script (gzip) and ${kib(alone.style)} KiB of style to open; ` +
      `${kib(script)} and ${kib(style)} with the heaviest screen`,
  );
  expect(alone.script, "a page without script was not measured").toBeGreaterThan(KIB);
  expect(alone.style, "a page without style was not measured").toBeGreaterThan(KIB);
  expect(script, "bytes of compressed script").toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
  expect(style, "bytes of style").toBeLessThanOrEqual(STYLE_BYTES_MAX);
});

test("neither page carries the parts' page or the other's screens", () => {
  const modules = (page: Page) => [...withImports(beginningOf(page))].flatMap(({ moduleIds }) => moduleIds);
  expect(chunks().flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes("features/parts"))).toEqual([]);
  expect(modules("app").filter((id) => id.endsWith("/Desk.svelte") || id.includes("backend/http"))).toEqual([]);
  expect(modules("desk").filter((id) => id.endsWith("/App.svelte") || id.includes("@tauri-apps"))).toEqual([]);
});

test("a page asks for two scripts: its own, and what both have", () => {
  expect(withImports(beginningOf("app")).size).toBe(2);
  expect(withImports(beginningOf("desk")).size).toBe(2);
});

test("the pages hold no script and no style of their own, and name nobody else's address", () => {
  const pages = assets(".html");
  expect(pages.map(({ fileName }) => fileName).sort()).toEqual(["app.html", "index.html"]);
  for (const { fileName, source } of pages) {
    const page = String(source);
    expect(page.match(/<script(?![^>]*\ssrc=)[^>]*>/g), `a script inside ${fileName}`).toBeNull();
    expect(page.match(/<style|\sstyle=|\son\w+=/g), `a style or handler inside ${fileName}`).toBeNull();
    const addresses = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map((found) => found[1] ?? "");
    expect(addresses.length, `addresses in ${fileName}`).toBeGreaterThan(2);
    expect(addresses.filter((address) => !address.startsWith("./assets/")), `whose are these in ${fileName}?`).toEqual([]);
  }
});

test("no style fetches anything, and no script makes script", () => {
  for (const { fileName, source } of assets(".css")) {
    expect(String(source).match(/@import|url\(/g), `what ${fileName} fetches`).toBeNull();
  }
  for (const { fileName, code } of chunks()) {
    expect(code.match(/\beval\(|new Function\(/g), `script made in ${fileName}`).toBeNull();
  }
});

test("nothing in it could outlive the page: no storage, no cookie, no worker, no notification", () => {
  const lasting = /localStorage|sessionStorage|indexedDB|document\.cookie|serviceWorker|\bcaches\.|new Notification|showNotification/g;
  for (const { fileName, code } of chunks()) expect(code.match(lasting), fileName).toBeNull();
});
