/// <reference types="astro/client" />

declare module 'virtual:casebook/options' {
  const options: import('./options.ts').PageOptions;
  export default options;
}
