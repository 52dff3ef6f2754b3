/** Debian's own Chromium, the development server, and a page whose backend answers what a screen asks for. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { NOW_MS, type Screen } from "./screens";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export interface Looking {
  show(screen: Screen, language: "en" | "pseudo"): Promise<Page>;
  end(): Promise<void>;
}

export async function look(): Promise<Looking> {
  if (!CHROMIUM) throw new Error("No Chromium is installed: `apt-get install chromium`, or run `cargo xtask test`.");
  // Port 0 takes any free one, so that a developer's own server is left alone.
  const server: ViteDevServer = await createServer({
    root: resolve(import.meta.dirname, ".."),
    mode: "development",
    server: { port: 0, strictPort: false, host: "127.0.0.1", hmr: false },
    logLevel: "error",
  });
  await server.listen();
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
  const base = server.resolvedUrls?.local[0] ?? "";
  const page = await browser.newPage({ locale: "en-GB", timezoneId: "Europe/London" });
  // The screens answer at once or not at all.
  page.setDefaultTimeout(10_000);
  await page.clock.setFixedTime(NOW_MS);

  let shown = "";
  return {
    async show(screen, language) {
      // One look after another at the same screen needs no new page.
      if (shown === `${screen.name} ${language}`) return page;
      shown = `${screen.name} ${language}`;
      await page.unroute("**/v1/app");
      await page.route("**/v1/app", (route) =>
        route.fulfill({ status: "code" in screen.answer ? 500 : 200, json: screen.answer }),
      );
      await page.goto(new URL(`${screen.address}?language=${language}`, base).href);
      await page.locator("h1").waitFor();
      return page;
    },
    async end() {
      await browser.close();
      await server.close();
    },
  };
}
