/** Debian's own Chromium, or whichever is installed. */
import { existsSync } from "node:fs";
import { chromium, type Browser } from "playwright-core";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export async function openBrowser(): Promise<Browser> {
  if (!CHROMIUM) throw new Error("No Chromium is installed: `apt-get install chromium`, or run `cargo xtask test`.");
  return chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] });
}
