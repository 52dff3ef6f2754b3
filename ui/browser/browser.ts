/** A real browser, the development server, and a page whose backend answers what a screen asks for. */
import { resolve } from "node:path";
import type { Browser, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { openBrowser } from "./chromium";
import { NOW_MS, type AppScreen, type DeskScreen, type Screen } from "./looks";
import { reach } from "./reach";

export interface Looking {
  show(screen: Screen, language: "en" | "pseudo"): Promise<Page>;
  end(): Promise<void>;
}

/** What the screens asked of the device since the page was opened: the command, and what went with it. */
export function asked(page: Page): Promise<[string, unknown][]> {
  return page.evaluate(() => (window as unknown as { asked: [string, unknown][] }).asked);
}

export async function look(): Promise<Looking> {
  // Port 0 takes any free one, so that a developer's own server is left alone.
  const server: ViteDevServer = await createServer({
    root: resolve(import.meta.dirname, ".."),
    mode: "development",
    server: { port: 0, strictPort: false, host: "127.0.0.1", hmr: false },
    logLevel: "error",
  });
  await server.listen();
  const browser: Browser = await openBrowser();
  const base = server.resolvedUrls?.local[0] ?? "";
  let page = await newPage(browser);
  let shown = "";
  return {
    async show(screen, language) {
      // One look after another at the same screen needs no new page.
      if (shown === `${screen.name} ${language}`) return page;
      shown = "";
      await page.close();
      page = await newPage(browser);
      await (screen.shell === "app" ? behindTheWindow(page, screen) : behindThePage(page, screen));
      const place = screen.shell === "desk" ? (screen.place ?? "") : "";
      await page.goto(new URL(`${screen.address}?language=${language}${place}`, base).href);
      await page.locator("h1, h2").first().waitFor();
      if (screen.shell === "desk") await screen.then?.(page);
      else await reach(page, screen.reach ?? [], language);
      // A page that is fetched when somebody goes there is not there at once.
      await page.locator("main h1, main h2").first().waitFor();
      shown = `${screen.name} ${language}`;
      return page;
    },
    async end() {
      await browser.close();
      await server.close();
    },
  };
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ locale: "en-GB", timezoneId: "Europe/London" });
  // The screens answer at once; the development server behind them may have to share the machine.
  page.setDefaultTimeout(30_000);
  await page.clock.setFixedTime(NOW_MS);
  return page;
}

/** Answers each command as the device behind the app's window would. */
export async function behindTheWindow(page: Page, { answers }: AppScreen) {
  await page.addInitScript((answers) => {
    const asked: [string, unknown][] = [];
    const invoke = (command: string, facts: unknown) => {
      asked.push([command, facts]);
      const answer = answers[command];
      if (answer === undefined) return Promise.reject({ code: "not_found", message: `Nobody answers ${command}.` });
      return "code" in answer ? Promise.reject(answer) : Promise.resolve(answer);
    };
    Object.assign(window, { __TAURI_INTERNALS__: { invoke }, asked });
  }, answers);
}

/** Answers each address as the centre that served the page would. */
async function behindThePage(page: Page, { answers }: DeskScreen) {
  for (const [address, { status, json }] of Object.entries(answers)) {
    await page.route(address, (route) => route.fulfill({ status, json }));
  }
}
