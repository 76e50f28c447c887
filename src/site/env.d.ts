/// <reference types="astro/client" />

declare module 'virtual:casebook/options' {
  const options: import('./options.ts').PageOptions;
  export default options;
}

// For plain `tsc`, which does not read Astro files; `astro check` knows their props.
declare module '*.astro' {
  const Component: (props: Record<string, unknown>) => unknown;
  export default Component;
}
