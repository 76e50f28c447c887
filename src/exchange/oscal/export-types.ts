/** The parts of OSCAL 1.2 that Casebook writes, under OSCAL's names. Source: NIST, OSCAL model reference. */

export interface OscalProperty {
  name: string;
  ns: string;
  value: string;
  remarks?: string;
}

export interface OscalParty {
  uuid: string;
  type: 'organization';
  name: string;
  props?: OscalProperty[];
  'member-of-organizations'?: string[];
  remarks?: string;
}

export interface OscalRole {
  id: string;
  title: string;
}

export interface OscalResponsible {
  'role-id': string;
  'party-uuids': string[];
}

export interface OscalMetadata {
  title: string;
  'last-modified': string;
  version: string;
  'oscal-version': string;
  props?: OscalProperty[];
  roles?: OscalRole[];
  parties?: OscalParty[];
  'responsible-parties'?: OscalResponsible[];
  remarks: string;
}

export interface OscalResource {
  uuid: string;
  title: string;
  description: string;
  props?: OscalProperty[];
  rlinks?: { href: string; 'media-type'?: string; hashes?: { algorithm: 'SHA-256'; value: string }[] }[];
  remarks?: string;
}

export interface OscalBackMatter {
  resources: OscalResource[];
}

export interface OscalOrigin {
  actors: { type: 'party'; 'actor-uuid': string; 'role-id': string }[];
}

export interface OscalComponent {
  uuid: string;
  type: string;
  title: string;
  description: string;
  props?: OscalProperty[];
  'responsible-roles'?: OscalResponsible[];
  remarks?: string;
}

/** A component of a system under assessment, which has a status besides. */
export interface OscalSystemComponent extends OscalComponent {
  status: { state: 'under-development' | 'operational' | 'disposition' | 'other'; remarks?: string };
}

export interface OscalRequirement {
  uuid: string;
  'control-id': string;
  description: string;
  props?: OscalProperty[];
  'responsible-roles'?: OscalResponsible[];
  remarks?: string;
}

export interface OscalDefinedComponent extends OscalComponent {
  'control-implementations'?: {
    uuid: string;
    source: string;
    description: string;
    props?: OscalProperty[];
    'implemented-requirements': OscalRequirement[];
  }[];
}

export interface OscalObservation {
  uuid: string;
  title: string;
  description: string;
  props?: OscalProperty[];
  methods: string[];
  types?: string[];
  origins?: OscalOrigin[];
  subjects?: { 'subject-uuid': string; type: 'component' }[];
  'relevant-evidence'?: { href: string; description: string; props?: OscalProperty[] }[];
  collected: string;
  expires?: string;
  remarks?: string;
}

export interface OscalResponse {
  uuid: string;
  lifecycle: 'planned' | 'completed';
  title: string;
  description: string;
  tasks?: {
    uuid: string;
    type: 'action';
    title: string;
    timing?: { 'on-date': { date: string } };
    'responsible-roles'?: OscalResponsible[];
  }[];
}

export interface OscalRisk {
  uuid: string;
  title: string;
  description: string;
  statement: string;
  props?: OscalProperty[];
  status: string;
  'mitigating-factors'?: { uuid: string; description: string }[];
  deadline?: string;
  remediations?: OscalResponse[];
}

export interface OscalFinding {
  uuid: string;
  title: string;
  description: string;
  props?: OscalProperty[];
  origins?: OscalOrigin[];
  target: {
    type: 'objective-id';
    'target-id': string;
    title: string;
    props?: OscalProperty[];
    status: { state: 'satisfied' | 'not-satisfied'; reason: 'pass' | 'fail' | 'other'; remarks: string };
    'implementation-status'?: { state: string };
  };
  'related-observations'?: { 'observation-uuid': string }[];
  'related-risks'?: { 'risk-uuid': string }[];
  remarks: string;
}

export interface OscalResult {
  uuid: string;
  title: string;
  description: string;
  start: string;
  props?: OscalProperty[];
  'local-definitions': { components: OscalSystemComponent[] };
  'reviewed-controls': {
    description: string;
    'control-selections': {
      description: string;
      'include-controls': { 'control-id': string }[];
      'exclude-controls'?: { 'control-id': string }[];
    }[];
    'control-objective-selections'?: { 'include-objectives': { 'objective-id': string }[] }[];
  };
  attestations?: {
    'responsible-parties'?: OscalResponsible[];
    parts: { uuid: string; name: string; ns: string; title: string; prose: string }[];
  }[];
  observations?: OscalObservation[];
  risks?: OscalRisk[];
  findings?: OscalFinding[];
  remarks: string;
}

/** An OSCAL file of assessment results. */
export interface AssessmentResults {
  'assessment-results': {
    uuid: string;
    metadata: OscalMetadata;
    'import-ap': { href: string; remarks: string };
    'local-definitions'?: {
      'objectives-and-methods': {
        'control-id': string;
        description: string;
        props: OscalProperty[];
        parts: { id: string; name: string; title: string; prose: string }[];
      }[];
      remarks: string;
    };
    results: OscalResult[];
    'back-matter': OscalBackMatter;
  };
}

/** An OSCAL file of components. */
export interface ComponentDefinition {
  'component-definition': {
    uuid: string;
    metadata: OscalMetadata;
    components?: OscalDefinedComponent[];
    'back-matter'?: OscalBackMatter;
  };
}
