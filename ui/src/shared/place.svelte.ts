/**
 * Where in the desk one is: `#/returns/2026-W47` is the return of that week. In the address's last part, which no
 * browser sends; it names weeks and kinds of things and never a person.
 */
let parts = $state.raw(read());

function read(): string[] {
  return location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
}

/** The parts of the address, such as `returns` and `2026-W47`. */
export const place = () => parts;

/** Follows the address, and puts whoever reads by ear at the top of the new screen. */
export function followAddress(): () => void {
  const follow = () => {
    parts = read();
    window.scrollTo(0, 0);
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  addEventListener("hashchange", follow);
  return () => removeEventListener("hashchange", follow);
}

export const address = (...to: string[]) => `#/${to.join("/")}`;

/** Goes there as a link would. */
export function go(...to: string[]) {
  location.hash = address(...to);
}
