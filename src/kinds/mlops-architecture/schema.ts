import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { duration } from '../duration.ts';
import { evidenceIds, party, texts } from '../types.ts';
import { component, dataFlow } from './components.ts';
import { compute, environment, infrastructure, software, thirdParty } from './ground.ts';
import { logging, recordField } from './records.ts';

/** How outputs reach their users. */
const servingPatterns = ['batch', 'online-sync', 'online-async', 'streaming', 'embedded', 'edge'] as const;

/** Attacks on a model that a reviewer asks about. Source: EU AI Act Art. 15(5). */
const threats = ['poisoning', 'evasion', 'extraction', 'inversion', 'supply-chain', 'other'] as const;

/** One stage on the way from data to a served output. */
const pipelineStage = z.strictObject({
  id: field(text(), 'O', 'Id of the stage; `stage-<name>` when left out.', 'GK'),
  stage: field(text(), 'R', 'What it is called.', 'GK', { tier: 4 }),
  purpose: field(text(), 'O', 'What it does, in a sentence.', 'GK'),
  trigger: field(text(), 'R', 'What starts it.', 'GK', { tier: 2 }),
  gate: field(text(), 'R', 'What has to be true for it to let through.', 'GK', { tier: 2 }),
  automated: field(z.boolean(), 'R', 'Whether the gate opens without a person.', 'GK'),
  owner: field(party(), 'O', 'Who opens the gate, or runs the stage.', 'GK'),
  evidence: field(evidenceIds(), 'C', 'What shows that it works, by id in the evidence register.', 'GK'),
});

const modelRegistry = z.strictObject({
  uri: field(text(), 'R', 'Where models are registered.', 'GK'),
  stages: field(texts(), 'R', 'The stages a model passes in it, in order.', 'GK'),
  signing: field(text(), 'R', 'How a registered model is protected from being swapped.', 'GK; Art. 15(5)'),
});

const reproducibility = z.strictObject({
  code_ref: field(text(), 'R', 'Commit or tag of the code.', 'SS1/23 P3.5', { tier: 2 }),
  data_snapshot_ref: field(text(), 'R', 'Name or digest of the data as used.', 'SS1/23 P3.5', { tier: 2 }),
  environment_ref: field(text(), 'R', 'Lock file, image digest or the like.', 'SS1/23 P3.5'),
  seed: field(z.union([z.int(), text()]), 'R', 'The random seed, or why none is needed.', 'SS1/23 P3.5'),
  last_reproduced: field(
    date(),
    'R',
    'When the model was last built again with the same result.',
    'SS1/23 P3.5',
  ),
});

const accessControl = z.strictObject({
  model: field(text(), 'R', 'How access is decided, such as by role.', 'HIPAA 164.312(a)', { tier: 2 }),
  roles: field(texts(), 'R', 'The roles there are.', 'HIPAA 164.312(a)'),
  least_privilege: field(text(), 'R', 'How it is kept to what is needed.', 'HIPAA 164.312(a)'),
  break_glass: field(
    text(),
    'R',
    'How access is given in an emergency, and seen afterwards.',
    'HIPAA 164.312(a)',
  ),
});

const securityMeasure = z.strictObject({
  threat: field(
    z.enum(threats),
    'R',
    'poisoning, evasion, extraction, inversion, supply-chain or other.',
    'Art. 15(5)',
  ),
  measure: field(text(), 'R', 'What is done about it here.', 'Art. 15(5)'),
  control: field(ref('control'), 'O', 'The control behind it, by id.', 'Art. 15(5)'),
});

const resilience = z.strictObject({
  redundancy: field(text(), 'R', 'What there are two of.', 'Art. 15(4); SRE'),
  fail_safe: field(text(), 'R', 'What is done when there is no output.', 'Art. 15(4); SRE', { tier: 2 }),
  degrade_mode: field(text(), 'R', 'What still works when part of it fails.', 'Art. 15(4); SRE'),
  rto: field(duration(), 'R', 'Longest time without service, such as `PT4H`.', 'SRE'),
  rpo: field(duration(), 'R', 'Longest time of data that may be lost.', 'SRE'),
});

const killSwitch = z.strictObject({
  mechanism: field(text(), 'R', 'How the system is stopped.', 'Art. 14(4)(e); NIST MANAGE 2.4', { tier: 2 }),
  who: field(z.array(ref('party')), 'R', 'Who may stop it.', 'Art. 14(4)(e); NIST MANAGE 2.4', { tier: 2 }),
  time_to_effect: field(duration(), 'R', 'How long until it stands still, such as `PT5M`.', 'Art. 14(4)(e)', {
    tier: 2,
  }),
  last_tested: field(
    date(),
    'C',
    'When it was last tried; never is a finding.',
    'Art. 14(4)(e); NIST MANAGE 2.4',
  ),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'The record of that test.', 'GK'),
});

const rollback = z.strictObject({
  mechanism: field(text(), 'R', 'How the version before is put back.', 'SRE launch checklist', { tier: 2 }),
  time_to_effect: field(duration(), 'R', 'How long that takes, such as `PT30M`.', 'SRE launch checklist', {
    tier: 2,
  }),
  last_tested: field(date(), 'C', 'When it was last tried; never is a finding.', 'SRE launch checklist'),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'The record of that test.', 'GK'),
});

const implementationVerification = z.strictObject({
  method: field(text(), 'R', 'How it was checked that what runs is what was approved.', 'SS1/23 P3.6, P4.3'),
  tolerance: field(text(), 'R', 'How far outputs may differ.', 'SS1/23 P3.6, P4.3'),
  result: field(text(), 'R', 'What came out.', 'SS1/23 P3.6, P4.3'),
  date: field(date(), 'R', 'When.', 'SS1/23 P3.6, P4.3'),
  evidence: field(ref('evidence', { link: 'evidenced-by' }), 'O', 'The record of that check.', 'GK'),
});

const capacity = z.strictObject({
  expected_load: field(text(), 'R', 'Usual load, with its unit.', 'SRE launch checklist'),
  peak: field(text(), 'R', 'Highest load expected.', 'SRE launch checklist'),
  headroom: field(text(), 'R', 'How much more it can take.', 'SRE launch checklist'),
  load_test: field(text(), 'R', 'When that was tried, and what came out.', 'SRE launch checklist'),
});

/** How the system is built, served, logged, stopped and secured. */
export const mlopsArchitecture = z.strictObject({
  context_diagram: field(
    text(),
    'R',
    'The system and what surrounds it: the path of a picture in this folder, or where it is kept.',
    'Annex IV(1)(b); SRE launch checklist',
  ),
  serving_pattern: field(
    z.enum(servingPatterns),
    'R',
    'batch, online-sync, online-async, streaming, embedded or edge.',
    'GK',
    { tier: 3 },
  ),
  pipeline_stages: field(
    z.array(pipelineStage),
    'R',
    'The way from data to a served output, in order, here or in `./pipeline-stages.yaml`.',
    'GK',
    { tier: 2 },
  ),
  components: field(z.array(component), 'R', 'What the system consists of.', 'Annex IV(2)(c)', { tier: 2 }),
  data_flows: field(
    z.array(dataFlow),
    'R',
    'Which data go where, and how protected.',
    'GDPR 32; HIPAA 164.312(e)(1)',
  ),
  environments: field(z.array(environment), 'R', 'Where it is built, tested and run.', 'GK'),
  infrastructure: field(infrastructure, 'R', 'What it runs on, and where.', 'Annex IV(1)(e)', { tier: 2 }),
  compute: field(compute, 'R', 'What training and serving take.', 'Annex IV(2)(c)'),
  software_versions: field(
    z.array(software),
    'R',
    'Packages that matter, with exact versions; a bill of materials may stand in the register.',
    'Annex IV(1)(c); CDX',
  ),
  third_party_components: field(
    z.array(thirdParty),
    'C',
    'What comes from others, and how their changes are noticed.',
    'Annex IV(2)(a); NIST MAP 4.1',
  ),
  model_registry: field(modelRegistry, 'R', 'Where models are kept and how they move.', 'GK'),
  reproducibility: field(
    reproducibility,
    'R',
    'What it takes to build the same model again.',
    'SS1/23 P3.5',
    {
      tier: 2,
    },
  ),
  logging: field(
    logging,
    'R',
    'What is recorded of each output, how long, how safely.',
    'Art. 12, 19, 26(6)',
    {
      tier: 2,
    },
  ),
  decision_record_schema: field(
    z.array(recordField),
    'R',
    'The fields kept for every decision, so that one can be reconstructed.',
    'Art. 12; NAIC 4-1-3; AIA fairnessDesign8',
  ),
  access_control: field(accessControl, 'R', 'Who may do what.', 'HIPAA 164.312(a)'),
  security_measures: field(
    z.array(securityMeasure),
    'R',
    'What is done about attacks on the model.',
    'Art. 15(5)',
  ),
  resilience: field(resilience, 'R', 'What happens when parts fail.', 'Art. 15(4); SRE'),
  kill_switch: field(
    killSwitch,
    'R',
    'How it is stopped, by whom, how fast.',
    'Art. 14(4)(e); NIST MANAGE 2.4',
    {
      tier: 2,
    },
  ),
  rollback: field(rollback, 'R', 'How the version before comes back.', 'SRE launch checklist', { tier: 2 }),
  implementation_verification: field(
    implementationVerification,
    'R',
    'Proof that what runs is what was approved.',
    'SS1/23 P3.6, P4.3',
  ),
  capacity: field(capacity, 'R', 'How much it can take.', 'SRE launch checklist'),
});
export type PipelineStage = z.infer<typeof pipelineStage>;
export type MlopsArchitecture = z.infer<typeof mlopsArchitecture>;
