/// <reference types="astro/client" />

// For plain `tsc`, which does not read Astro files; `astro check` knows their props.
declare module '*.astro' {
  const Component: (props: Record<string, unknown>) => unknown;
  export default Component;
}
