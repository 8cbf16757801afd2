import { z } from 'zod'

/**
 * The controlled vocabularies of a project file. Tokens are what is stored, annotated and exported
 * (lower-case kebab-case); the words are what the interface shows.
 */
export const documentKinds = {
  article: 'Article',
  report: 'Report',
  transcript: 'Transcript',
  post: 'Post',
  statement: 'Statement',
  dataset: 'Dataset',
  note: 'Note',
} as const

export const readingStatuses = {
  unread: 'Unread',
  skimmed: 'Skimmed',
  done: 'Done',
  'set-aside': 'Set aside',
} as const

/** Source reliability, Admiralty code (NATO AJP-2.1, STANAG 2511). */
export const reliabilities = {
  A: 'completely reliable',
  B: 'usually reliable',
  C: 'fairly reliable',
  D: 'not usually reliable',
  E: 'unreliable',
  F: 'cannot be judged',
} as const

/** Credibility of a piece of information, Admiralty code; stored as an integer 1 to 6. */
export const credibilities = {
  1: 'confirmed by other sources',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'cannot be judged',
} as const

export const actorKinds = {
  person: 'Person',
  state: 'State',
  'government-body': 'Government body',
  'armed-group': 'Armed group',
  organisation: 'Organisation',
  company: 'Company',
  media: 'Media',
  project: 'Project',
  place: 'Place',
} as const

export const mentionStatuses = { confirmed: 'Confirmed', suggested: 'Suggested' } as const

export const propositionKinds = {
  fact: 'Fact',
  position: 'Position',
  forecast: 'Forecast',
  causal: 'Causal',
  recommendation: 'Recommendation',
  narrative: 'Narrative',
} as const

/** The claimant's stance to the proposition. */
export const stances = {
  asserts: 'asserts',
  denies: 'denies',
  'neither-confirms-nor-denies': 'neither confirms nor denies',
  'declines-to-comment': 'declines to comment',
  'reported-silent': 'reported silent',
  questions: 'questions',
  predicts: 'predicts',
  describes: 'describes',
} as const

/** A neutral sign for each stance, beside its word: colours are kept for what is corroborated or at odds. */
export const stanceGlyphs: Readonly<Record<keyof typeof stances, string>> = {
  asserts: '❝',
  denies: '⊘',
  'neither-confirms-nor-denies': '◐',
  'declines-to-comment': '…',
  'reported-silent': '○',
  questions: '?',
  predicts: '↗',
  describes: '≡',
}

/** What the position's holder does (after PLOVER's event classes). */
export const acts = {
  demands: 'demands',
  offers: 'offers',
  accepts: 'accepts',
  refuses: 'refuses',
  promises: 'promises',
  acknowledges: 'acknowledges',
  criticises: 'criticises',
  warns: 'warns',
  recommends: 'recommends',
  silent: 'is silent',
} as const

export const claimantKinds = {
  actor: 'Actor',
  source: 'Source of the document',
  author: 'The document’s author',
  analyst: 'Own inference',
} as const

/** Roles of evidence passages (after PARC3 and PolNeAR), and absence: looked for and not found. */
export const evidenceRoles = {
  content: 'Content',
  source: 'Source',
  cue: 'Cue',
  condition: 'Condition',
  absence: 'Absence',
} as const

export const aboutRoles = {
  subject: 'Subject',
  recipient: 'Recipient',
  beneficiary: 'Beneficiary',
  place: 'Place',
} as const

export const quoteTypes = { direct: 'Direct', indirect: 'Indirect', mixed: 'Mixed' } as const

/** The claimant's commitment to the event's factuality (FactBank). */
export const commitments = {
  certain: 'Certain',
  probable: 'Probable',
  possible: 'Possible',
  'certain-not': 'Certain not',
  'probable-not': 'Probably not',
  'possible-not': 'Possibly not',
  uncommitted: 'Uncommitted',
} as const

/** What the claimant rests on (after the PHEME evidentiality scheme). */
export const bases = {
  'first-hand': 'First-hand',
  'quotes-another-claim': 'Quotes another claim',
  document: 'Document',
  picture: 'Picture',
  reasoning: 'Reasoning',
  'hearsay-of-unnamed-origin': 'Hearsay of unnamed origin',
  'not-given': 'Not given',
} as const

export const claimStatuses = { draft: 'Draft', reviewed: 'Reviewed', retracted: 'Retracted' } as const

export const relationKinds = {
  'derived-from': 'derived from',
  'corroborates-independently': 'corroborates independently',
  contradicts: 'contradicts',
  'changed-position': 'changed position',
  causes: 'causes',
  'infers-from': 'infers from',
  retracts: 'retracts',
  updates: 'updates',
  qualifies: 'qualifies',
} as const

export const contradictionKinds = {
  polarity: 'Polarity',
  figure: 'Figure',
  time: 'Time',
  place: 'Place',
  actor: 'Actor',
  definition: 'Definition',
  characterisation: 'Characterisation',
} as const

export const relationStates = { open: 'Open', resolved: 'Resolved' } as const
export const leadKinds = { verify: 'Verify', ask: 'Ask', collect: 'Collect' } as const
export const measures = {
  killed: 'Killed',
  injured: 'Injured',
  invested: 'Invested',
  other: 'Other',
} as const

export const cardKinds = {
  passage: 'Passage',
  claim: 'Claim',
  proposition: 'Proposition',
  actor: 'Actor',
  document: 'Document',
  event: 'Event',
  hypothesis: 'Hypothesis',
  note: 'Note',
  picture: 'Picture',
  group: 'Group',
} as const

/** Which ends of a link between cards have an arrowhead. */
export const linkDirections = {
  forward: 'Forward',
  backward: 'Backward',
  both: 'Both ways',
  none: 'No arrow',
} as const

export const linkStyles = { solid: 'Solid', dashed: 'Dashed' } as const

/** Likelihood, ICD 203 (2015): the terms and their ranges in per cent. */
export const likelihoods = {
  'almost-no-chance': 'almost no chance (1–5 %)',
  'very-unlikely': 'very unlikely (5–20 %)',
  unlikely: 'unlikely (20–45 %)',
  'roughly-even': 'roughly even (45–55 %)',
  likely: 'likely (55–80 %)',
  'very-likely': 'very likely (80–95 %)',
  'almost-certain': 'almost certain (95–99 %)',
} as const

export const confidences = { low: 'low', moderate: 'moderate', high: 'high' } as const

/** Consistency of a proposition with a hypothesis in an ACH matrix (Heuer). */
export const assessmentRatings = {
  CC: 'very consistent',
  C: 'consistent',
  N: 'neutral',
  I: 'inconsistent',
  II: 'very inconsistent',
  NA: 'not applicable',
} as const

/** A zod enum of a vocabulary's tokens. */
export function tokensOf<V extends Record<string, string>>(vocabulary: V) {
  return z.enum(Object.keys(vocabulary) as [Extract<keyof V, string>, ...Extract<keyof V, string>[]])
}

export const Reliability = tokensOf(reliabilities)
export const Credibility = z.int().min(1).max(6)
export const ActorKind = tokensOf(actorKinds)
export const Stance = tokensOf(stances)
export const Act = tokensOf(acts)
export const EvidenceRole = tokensOf(evidenceRoles)
