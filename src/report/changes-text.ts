import {
  isSame,
  turns,
  type ArtefactThen,
  type CellTurn,
  type Change,
  type Changes,
  type EvidenceThen,
  type FindingThen,
  type SystemThen,
  type Turn,
} from '../core/changes.ts';
import { shortDigest } from '../core/fingerprint.ts';
import { formatShare } from '../core/totals.ts';
import { count } from '../core/words.ts';
import { ansi, list, plain, type Style } from './lists-text.ts';
import { printable } from './printable.ts';

const turnWords: Readonly<Record<Turn, string>> = {
  weaker: 'Cells that prove less',
  stronger: 'Cells that prove more',
  new: 'Cells that are new',
  gone: 'Cells that are there no more',
  else: 'Cells that came to apply, apply no more, or have ended',
};

/** Changes for people: what is weaker first, then what else moved, then findings. */
export function changesText(changes: Changes, { colour = false }: { colour?: boolean } = {}): string {
  const style = colour ? ansi : plain;
  const blocks = [
    headOf(changes, style),
    list('Systems', changes.systems, systemLine, style),
    ...turns.map((turn) =>
      list(
        turnWords[turn],
        changes.cells.filter((cell) => cell.turn === turn),
        cellLine,
        style,
      ),
    ),
    list('Artefacts', changes.artefacts, artefactLine, style),
    list('Evidence', changes.evidence, evidenceLine, style),
    list('Findings that were not open before', changes.raised, findingLine, style),
    list('Findings that are open no more', changes.settled, findingLine, style),
  ];
  return (
    blocks
      .filter((block) => block.length > 0)
      .map((block) => block.join('\n'))
      .join('\n\n') + '\n'
  );
}

function headOf({ before, after, ...lists }: Changes, style: Style): string[] {
  const title = before.title === after.title ? after.title : `${before.title} → ${after.title}`;
  return [
    style.bold(printable(`${title}, ${before.as_of} → ${after.as_of}`)),
    `evidenced ${formatShare(before.evidenced)} → ${formatShare(after.evidenced)}`,
    ...(isSame({ before, after, ...lists }) ? ['nothing differs'] : [summary(lists)]),
  ];
}

function summary({ cells, artefacts, evidence, raised, settled }: Omit<Changes, 'before' | 'after'>): string {
  const of = (turn: Turn): number => cells.filter((cell) => cell.turn === turn).length;
  return [
    `${count(of('weaker'), 'cell')} weaker, ${of('stronger')} stronger`,
    `${count(artefacts.length, 'artefact')} and ${count(evidence.length, 'evidence file')} changed`,
    `${count(raised.length, 'finding')} raised, ${settled.length} settled`,
  ].join('; ');
}

/** The parts of a line that say what was and what is, where they differ. */
const moved = (before: string | null | undefined, after: string | null | undefined): string[] =>
  before === after || before === undefined || after === undefined
    ? []
    : [`${before ?? 'none'} → ${after ?? 'none'}`];

/** A line about a thing that came, went or changed. */
function lineOf<T extends { id: string }>(
  { before, after }: Change<T>,
  differences: (was: T, is: T) => string[],
): string {
  if (before === null) return `${after!.id}  added`;
  if (after === null) return `${before.id}  removed`;
  return [after.id, ...differences(before, after)].join('  ');
}

const systemLine = (change: Change<SystemThen>): string =>
  lineOf(change, (was, is) => [
    ...moved(was.lifecycle_stage, is.lifecycle_stage),
    ...moved(was.risk_tier, is.risk_tier),
  ]);

const artefactLine = (change: Change<ArtefactThen>): string =>
  lineOf(change, (was, is) => [
    ...(was.version === is.version && was.digest !== is.digest
      ? [`rewritten${is.version === null ? '' : `, still ${is.version}`}`]
      : moved(was.version, is.version)),
    ...moved(was.approval, is.approval),
  ]);

const evidenceLine = (change: Change<EvidenceThen>): string =>
  lineOf(change, (was, is) => [
    ...(was.sha256 === is.sha256 ? [] : [`${shortDigest(was.sha256)} → ${shortDigest(is.sha256)}`]),
    ...moved(was.state, is.state),
  ]);

function cellLine({ before, after }: CellTurn): string {
  const { system, obligation } = (after ?? before)!;
  return [
    system,
    obligation,
    before === null ? after!.state : after === null ? before.state : `${before.state} → ${after.state}`,
    ...moved(before?.timing, after?.timing),
  ].join('  ');
}

const findingLine = ({ severity, rule, message }: FindingThen): string => `${severity}  ${rule}  ${message}`;
