/** The parts of the main navigation and the registers. */
export const parts = [
  { id: 'portfolio', title: 'Portfolio', address: '/' },
  { id: 'traceability', title: 'Traceability', address: '/traceability/' },
  { id: 'registers', title: 'Registers', address: '/registers/' },
  { id: 'findings', title: 'Findings', address: '/findings/' },
  { id: 'guide', title: 'Guide', address: '/guide/' },
] as const;

export type Part = (typeof parts)[number]['id'];

/** The registers across systems, in the order they are listed. */
export const registers = [
  {
    id: 'systems',
    title: 'Systems',
    address: '/systems/',
    what: 'every governed system with its tier and status',
  },
  {
    id: 'decisions',
    title: 'Decisions',
    address: '/decisions/',
    what: 'what was decided, by whom, and what it replaced',
  },
  {
    id: 'features',
    title: 'Features',
    address: '/features/',
    what: 'every input of every model, with its owner and approval',
  },
  {
    id: 'failure-modes',
    title: 'Failure modes',
    address: '/failure-modes/',
    what: 'how each system can fail, how that is noticed and who acts',
  },
  {
    id: 'controls',
    title: 'Controls',
    address: '/controls/',
    what: 'what the organisation does about its obligations',
  },
  {
    id: 'obligations',
    title: 'Obligations',
    address: '/obligations/',
    what: 'the clauses of each catalogue in use',
  },
  {
    id: 'evidence',
    title: 'Evidence',
    address: '/evidence/',
    what: 'every registered file, its digest and its dates',
  },
  {
    id: 'claims',
    title: 'Numbers',
    address: '/claims/',
    what: 'every number that is stated, and the file it rests on',
  },
  {
    id: 'waivers',
    title: 'Waivers',
    address: '/waivers/',
    what: 'holes and findings accepted until a date, by whom and why',
  },
  {
    id: 'people',
    title: 'People',
    address: '/people/',
    what: 'parties, their roles and what they answer for',
  },
] as const;

export type Register = (typeof registers)[number]['id'];

/** Registers below whose address something else stands: their further pages are below that of all registers. */
const elsewhere: ReadonlySet<Register> = new Set(['controls', 'evidence', 'people']);

/** The root-relative address of a further page of a register. */
export const cutAddress = (register: Register, slug: string): string =>
  elsewhere.has(register) ? `/registers/${register}/${slug}/` : `/${register}/${slug}/`;
