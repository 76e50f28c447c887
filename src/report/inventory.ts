import { asText } from '../core/data.ts';
import { countFindings } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { evidencedShare } from '../core/totals.ts';
import { tableCsv, type Table } from './table.ts';

/**
 * The inventory: one row per system with what a supervisor asks of one.
 * Source: OSFI E-23 Appendix 1; PRA SS1/23 Principle 1.2.
 */
export const inventoryTable = (portfolio: Portfolio): Table => ({
  name: 'Inventory',
  header: [
    'system',
    'title',
    'description',
    'risk_tier',
    'legal_classes',
    'roles',
    'frameworks',
    'lifecycle_stage',
    'status',
    'approval',
    'owner',
    'model_developer',
    'model_reviewer',
    'model_approver',
    'production_version',
    'deployed_on',
    'next_review',
    'artefacts',
    'obligations_in_scope',
    'obligations_evidenced',
    'errors',
    'warnings',
    'waived',
  ],
  types: { deployed_on: 'date', next_review: 'date' },
  frozen: 1,
  rows: portfolio.systems.map((system) => {
    const data = system.profile?.data ?? {};
    const field = (name: string) => asText(data[name]);
    const share = evidencedShare(portfolio.cells.filter((cell) => cell.system === system.id));
    const counts = countFindings(portfolio.findings.filter((finding) => finding.system === system.id));
    return [
      system.id,
      system.title,
      field('description'),
      system.risk_tier,
      system.legal_classes,
      system.roles,
      system.frameworks,
      system.lifecycle_stage,
      system.status,
      system.profile?.approval.status ?? 'missing',
      system.owner,
      field('model_developer'),
      field('model_reviewer'),
      field('model_approver'),
      field('production_version'),
      field('deployed_on'),
      field('next_review'),
      portfolio.artefacts.filter((artefact) => artefact.system === system.id).length,
      share.whole,
      share.part,
      counts.error,
      counts.warning,
      counts.waived,
    ];
  }),
});

/** The inventory of a portfolio as CSV. */
export const inventoryCsv = (portfolio: Portfolio): string => tableCsv(inventoryTable(portfolio));
