/** What validations of a system left open, and the next one. */
import { anchorOf } from '../../../core/address.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import { latestReports } from '../../../kinds/validation-report/read.ts';
import { severityWords } from '../../../kinds/validation-report/words.ts';
import { validated } from '../../../rules/validation-each.ts';
import { shortDate } from '../../../ui/dates.ts';
import { count } from '../../../ui/words.ts';
import { textAt } from '../fields.ts';
import { artefactAddress } from '../slots.ts';
import type { Matter } from './matter.ts';
import { promised } from './promises.ts';

/** Open findings and conditions of validations past their day or near it, and a validation that is due and not on file. */
export function validations(system: System, portfolio: Portfolio): Matter[] {
  const open = validated(portfolio)
    .filter(({ artefact }) => artefact.system === system.id)
    .flatMap(({ artefact, findings, conditions }): Matter[] => [
      ...findings
        .filter((one) => one.open)
        .flatMap(({ item, row, age }) =>
          promised(
            {
              noun: 'Finding',
              title: `${item.local}: ${item.title}`,
              text: `${row.severity === undefined ? 'Open' : severityWords[row.severity]} finding of “${artefact.title}”${age === null ? '' : `, ${count(age, 'day')} old`}.`,
              address: `${artefactAddress(artefact)}#${anchorOf(item.local)}`,
              system: system.id,
              owner: row.owner ?? textAt(artefact.data, 'owner'),
              due: row.due,
            },
            portfolio,
          ),
        ),
      ...conditions
        .filter((one) => one.open)
        .flatMap(({ item, row }) =>
          promised(
            {
              noun: 'Condition',
              title: `${item.local}: ${item.title}`,
              text: `A condition of the opinion in “${artefact.title}”.`,
              address: `${artefactAddress(artefact)}#${anchorOf(item.local)}`,
              system: system.id,
              owner: row.owner ?? textAt(artefact.data, 'owner'),
              due: row.due,
            },
            portfolio,
          ),
        ),
    ]);
  const latest = latestReports(portfolio).get(system.id);
  if (latest === undefined) return open;
  const { artefact, data } = latest;
  return [
    ...open,
    ...promised(
      {
        noun: 'Validation',
        title: `Validation of ${system.title}`,
        text: `The latest is “${artefact.title}” of ${shortDate(data.completed_on)}.`,
        address: artefactAddress(artefact),
        system: system.id,
        owner: textAt(artefact.data, 'owner'),
        due: data.next_validation_due,
      },
      portfolio,
    ),
  ];
}
