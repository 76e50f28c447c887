import { startOf } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { criesWolf, trackRecords } from '../../evidence/drift/track-record.ts';
import { code, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/cries-wolf',
  severity: 'info',
  what: 'The readings of a monitor are at amber or worse in more than half of its batches.',
  why: 'A warning that is nearly always on is read by nobody, and the day on which it means something looks like every other day. Either the input has moved for good, which is a decision, or the limit was never right for this sample.',
  fix: 'Decide which of the two it is: accept the new level with a new reference, or set the limit anew with its reason and its date.',
  source: 'Alarm management: an alarm needs a response, ISA-18.2 and IEC 62682',
  *check(portfolio) {
    for (const record of [...trackRecords(portfolio.drift).values()].flat()) {
      if (!criesWolf(record)) continue;
      const { monitor, baseline, crossed, judged, red } = record;
      const against = baseline === null ? '' : ` against ${code(baseline)}`;
      yield {
        message: `monitor ${code(monitor)} is at amber or worse${against} in ${crossed} of ${count(judged, 'batch', 'batches')}${red === 0 ? '' : `, at red in ${red}`}`,
        at: portfolio.index.nodes.get(monitor)?.at ?? startOf('portfolio.yaml'),
        subject: monitor,
        detail: baseline === null ? 'wolf' : `wolf ${baseline}`,
        fix: 'accept the new level by a decision, or set the limit anew with its reason',
      };
    }
  },
});
