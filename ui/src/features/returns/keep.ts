/**
 * Hands a file's address to the browser, which fetches it with the session's cookie and keeps it where it keeps files. The
 * centre says that it is a file, so the page stays where it is.
 */
export function keep(address: string) {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
