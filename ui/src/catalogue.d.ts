/** A catalogue as `vite.config.ts` hands it out: read when the screens are built. */
declare module "*.ftl" {
  import type { FluentResource } from "@fluent/bundle";
  const catalogue: FluentResource;
  export default catalogue;
}
