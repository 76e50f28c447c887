/** The id of a control: the code its file’s name begins with (`CTL-07-override.mdx` is `CTL-07`), else the whole name. */
export function controlId({ file }: { file: string }): string {
  const name = file.slice(file.lastIndexOf('/') + 1).replace(/\.mdx?$/, '');
  return /^CTL-[A-Z0-9]*\d+(?=-|$)/.exec(name)?.[0] ?? name;
}
