// The native parser of MDX, in a module of its own so that it is loaded when there is something to parse.
export { mdxToMdast } from 'satteri';
