// The parts that the ids of rules begin with, in the order in which a person meets them. The reference is grouped by
// these, so that it can grow without its first page growing by a sentence for each rule.

/** What belongs together in the rule reference: its areas by name, each with what its rules look after. */
export interface AreaGroup {
  title: string;
  areas: Readonly<Record<string, string>>;
}

/** Every area that a rule is of, in groups; a test holds them to the rules. */
export const areaGroups: readonly AreaGroup[] = [
  {
    title: 'Files and what is written in them',
    areas: {
      read: 'Files that are no text, too large, or outside the folder.',
      syntax: 'Front matter, MDX, YAML, JSON and CSV that cannot be parsed.',
      schema: 'Fields, kinds and files that no schema knows; values that no schema allows.',
      content: 'What bodies may hold: components, safe HTML and addresses, no placeholder.',
      reference: 'Ids that lead nowhere, to two things, or to a thing of another kind.',
      link: 'Links whose target has changed since somebody confirmed them.',
      confirmation: 'Confirmations of a link that is not there.',
      policy: 'Names in the policy that nothing has.',
    },
  },
  {
    title: 'Who decided, and until when',
    areas: {
      completeness: 'Fields and artefacts that the tier of a system asks for.',
      approval: 'Who said yes to what, until when, and under which conditions.',
      independence: 'Those who build a system do not judge it.',
      review: 'Days on which something was to be looked at again.',
      time: 'Records dated after the day that is looked at.',
      waiver: 'Holes that are accepted: by whom, for what, with an end.',
      decision: 'Options, consequences, and what took a decision’s place.',
      handoff: 'Questions, blockers and conditions of a handover.',
    },
  },
  {
    title: 'Obligations and controls',
    areas: {
      system: 'The profile of a system: its class, its uses, its supplier, its frameworks.',
      catalogue: 'Catalogues that ask for nothing.',
      oscal: 'Catalogs and profiles in OSCAL that are not as the standard has them.',
      mapping: 'Rows that say whether a clause applies and how it is met.',
      crosswalk: 'Rows that carry coverage from one catalogue to another.',
      control: 'How far a control is in place, and who says so.',
      traceability: 'Obligations without a control, controls without evidence.',
    },
  },
  {
    title: 'Evidence and figures',
    areas: {
      evidence: 'Files with their digest, their shape, and the day they stop to speak.',
      claim: 'Figures in text, held against the evidence they come from.',
      consistency: 'What artefacts of one system say of one another.',
      signature: 'The inputs a model was packed with, held against its register and card.',
      explanation: 'SHAP values and reason codes, held against the register.',
      drift: 'Readings over their limits, what was decided, and limits that cannot judge.',
      monitor: 'Limits and owners of what is watched.',
      breach: 'Breaches on record.',
      fairness: 'Comparisons of groups, with their limits and their sizes.',
      validation: 'What a validation found, and what became of it.',
    },
  },
  {
    title: 'The documents of a model',
    areas: {
      'model-card': 'Metrics, their intervals and their limits.',
      feature: 'Features with their grounds, approvals and monitors.',
      'failure-mode': 'How a system fails, how that is noticed, and who acts.',
      architecture: 'Data flows, logs, and means to stop.',
    },
  },
];

/** What the rules of an area look after, in one sentence; `undefined` for an area that there is not. */
export const areaSentence = (area: string): string | undefined =>
  areaGroups.find(({ areas }) => Object.hasOwn(areas, area))?.areas[area];
