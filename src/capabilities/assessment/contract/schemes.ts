import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PERIOD_KINDS, PeriodText } from '../../../kernel/period.ts'
import { Key, Name } from './comparison.ts'
import { Level, SchemeBody } from './scheme-body.ts'

const Year = z.int().min(2000).max(2100)

const VERSION_STATES = ['draft', 'frozen', 'superseded'] as const
/** State of a version: a draft is written on, a frozen one is in force and never changes, a superseded one had a successor frozen. */
export const VersionState = z.enum(VERSION_STATES)
/** One of the states of a version. */
export type VersionState = z.output<typeof VersionState>

/** What a post may do with a version just now. `draft`: begin the next version from this one. */
export const SchemeAction = z.enum(['save', 'freeze', 'discard', 'replay', 'draft', 'copy', 'export', 'openRound'])
export type SchemeAction = z.output<typeof SchemeAction>

/** A scheme as a list shows it: the version in force and the draft, by number; `hash` is the SM3 of the version in force. */
export const SchemeSummary = z.object({
  id: Id,
  year: Year,
  name: Name,
  basis: z.string(),
  frozen: z.int().nullable(),
  draft: z.int().nullable(),
  hash: z.string().nullable(),
  levels: z.array(Level),
  groupCount: z.int(),
  unitCount: z.int(),
})
export type SchemeSummary = z.output<typeof SchemeSummary>

/** A version without its body. `hash`: SM3 (GB/T 32905) of what was frozen, 64 hexadecimal digits. */
export const VersionSummary = z.object({
  schemeId: Id,
  number: z.int().min(1),
  state: VersionState,
  hash: z.string().nullable(),
  frozenAt: z.string().nullable(),
  frozenBy: z.string().nullable(),
  updatedAt: z.string(),
  recordVersion: RecordVersion,
})
export type VersionSummary = z.output<typeof VersionSummary>

/** Something a check of a scheme found, with its place in the body; its sentence is the problem of that code in the messages. */
export const SchemeFinding = z.object({
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  path: z.array(z.union([z.string(), z.number()])),
})
export type SchemeFinding = z.output<typeof SchemeFinding>

/**
 * A piece of the number line of a criterion and what it is worth: the same `points` all over, or `each` for every `per` of way, from `atFrom`
 * points at its beginning to `atTo` at its end. `from` belongs to the piece, `to` does not; null is endless. A ratio of 1 is 100 %.
 */
export const LinePiece = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  points: z.string().nullable(),
  each: z.string().nullable(),
  per: z.string().nullable(),
  atFrom: z.string().nullable(),
  atTo: z.string().nullable(),
})
export type LinePiece = z.output<typeof LinePiece>

/**
 * 覆盖证明: what was proved of a body. `problems` keep it from being frozen, `advice` does not. `groups`: units counted once, and units of an assessed
 * kind in no group. `levels`: the points of each period of the year, and of each criterion with a number line its pieces from left to right.
 */
export const SchemeProof = z.object({
  problems: z.array(SchemeFinding),
  advice: z.array(SchemeFinding),
  groups: z.object({ unitCount: z.int(), outside: z.array(z.object({ unitId: Id, name: z.string() })) }),
  levels: z.array(
    z.object({
      level: Level,
      points: z.array(z.object({ at: z.int(), points: z.string() })),
      lines: z.array(z.object({ criterion: Key, pieces: z.array(LinePiece) })),
    }),
  ),
})
export type SchemeProof = z.output<typeof SchemeProof>

/** A version with its body, the names of every unit it speaks of, and its proof. */
export const SchemeVersion = VersionSummary.extend({
  body: SchemeBody,
  units: z.array(z.object({ id: Id, name: z.string() })),
  proof: SchemeProof,
  actions: z.array(SchemeAction),
})
export type SchemeVersion = z.output<typeof SchemeVersion>

const Words = z.object({ name: z.string(), meaning: z.string() })

/**
 * A figure of a ledger that a criterion may read: what it is counted in, for which periods it can be asked, its words in every written language.
 * With `param` its reference needs the code of an indicator after a colon.
 */
export const LedgerFigureChoice = z.object({
  id: z.string(),
  unit: z.enum(['count', 'yuan', 'ratio', 'points', 'days', 'own']),
  periods: z.array(z.enum(PERIOD_KINDS)),
  param: z.enum(['indicator']).nullable(),
  words: z.object({ 'zh-CN': Words, en: Words }),
})
export type LedgerFigureChoice = z.output<typeof LedgerFigureChoice>

/** How a unit would have stood: place and total in the round as it was ranked and by the version that was tried. */
export const ReplayedUnit = z.object({
  unitId: z.string(),
  name: z.string(),
  rankBefore: z.int().nullable(),
  rankAfter: z.int().nullable(),
  totalBefore: z.string(),
  totalAfter: z.string(),
  isComplete: z.boolean(),
})
export type ReplayedUnit = z.output<typeof ReplayedUnit>

/**
 * A past round ranked again by another version. `missing`: figures of the version's criteria the round has no numbers for; what they would
 * give is not in the totals. `isNew` marks groups that were made up otherwise then, so that places cannot be held against each other.
 */
export const ReplayedRound = z.object({
  roundId: Id,
  schemeName: z.string(),
  level: Level,
  period: PeriodText,
  missing: z.array(z.object({ criterion: z.string(), figure: z.string() })),
  groups: z.array(z.object({ key: Key, name: z.string(), isNew: z.boolean(), units: z.array(ReplayedUnit) })),
})
export type ReplayedRound = z.output<typeof ReplayedRound>

const Changed = z.object({ id: Id, number: z.int(), recordVersion: RecordVersion })
const VersionPath = z.object({ schemeId: Id, number: z.int().min(1) })

/** Lists the schemes of a year, the newest first. */
export const listSchemes = query({
  id: 'assessment.list_schemes',
  summary: 'List schemes with the version in force and the draft, the newest year first',
  route: 'GET /assessment/schemes',
  permission: 'assessment.view',
  input: z.object({ year: Year.optional() }),
  output: z.object({ items: z.array(SchemeSummary), actions: z.array(z.enum(['create', 'import'])) }),
})

/** Shows a scheme with every version it had, the newest first; drafts only to who writes schemes. */
export const showScheme = query({
  id: 'assessment.show_scheme',
  summary: 'Show a scheme with every version it had',
  route: 'GET /assessment/schemes/:schemeId',
  permission: 'assessment.view',
  input: z.object({ schemeId: Id }),
  output: z.object({ scheme: SchemeSummary, versions: z.array(VersionSummary) }),
})

/** Shows a version, whole, with its proof. */
export const showSchemeVersion = query({
  id: 'assessment.show_version',
  summary: 'Show a version of a scheme, whole, with the proof that it covers every unit, number and source',
  route: 'GET /assessment/schemes/:schemeId/versions/:number',
  permission: 'assessment.view',
  input: VersionPath,
  output: z.object({ scheme: SchemeSummary, version: SchemeVersion }),
})

/** Lists the figures of the ledgers a criterion may read. */
export const listLedgerFigures = query({
  id: 'assessment.list_ledger_figures',
  summary: 'List the figures of the ledgers a criterion may read, with their names',
  route: 'GET /assessment/ledger-figures',
  permission: 'assessment.view',
  input: z.object({ year: Year }),
  output: z.object({
    items: z.array(LedgerFigureChoice),
    /** The indicators of the year, by code and name. */
    indicators: z.array(z.object({ param: z.string(), name: z.string() })),
  }),
})

/**
 * Begins a scheme: empty, with a body, as a copy of a version of another (last year's), whose closed units are left out and listed, or from the
 * product's template: the county's towns and parks in their groups, criteria to be changed, source units as far as their names tell. Refuses `assessment.name_taken` where the year has a scheme of that name.
 */
export const createScheme = command({
  id: 'assessment.create_scheme',
  summary: 'Begin a scheme with its first draft: empty, from the template, or as a copy of another scheme',
  route: 'POST /assessment/schemes',
  permission: 'assessment.manage',
  input: z.strictObject({
    year: Year,
    name: Name,
    basis: z.string().trim().max(200).default(''),
    body: SchemeBody.optional(),
    copyOf: VersionPath.optional(),
    start: z.enum(['empty', 'template']).default('empty'),
  }),
  output: Changed.extend({ leftOut: z.array(z.string()) }),
})

/** Begins the next version of a scheme from one it has. Refuses `assessment.draft_exists`. */
export const draftSchemeVersion = command({
  id: 'assessment.draft_version',
  summary: 'Begin the next version of a scheme from one it has',
  route: 'POST /assessment/schemes/:schemeId/versions/:number/draft',
  permission: 'assessment.manage',
  input: VersionPath,
  output: Changed,
})

/** Saves the draft of a scheme; a draft may be incomplete, a frozen version may not. Answers the proof. */
export const saveSchemeDraft = command({
  id: 'assessment.save_draft',
  summary: 'Save the draft of a scheme and prove it; a draft may be incomplete',
  route: 'PUT /assessment/schemes/:schemeId/versions/:number',
  permission: 'assessment.manage',
  input: VersionPath.extend({
    name: Name,
    basis: z.string().trim().max(200).default(''),
    body: SchemeBody,
    expectedVersion: RecordVersion,
  }).strict(),
  output: Changed.extend({ proof: SchemeProof }),
})

/** Proves a body that is not saved; nothing is kept. */
export const checkSchemeBody = command({
  id: 'assessment.check_scheme',
  summary: 'Prove a body while it is written; nothing is kept',
  route: 'POST /assessment/scheme-checks',
  permission: 'assessment.manage',
  input: z.strictObject({ body: SchemeBody }),
  output: SchemeProof,
})

/**
 * Freezes a draft: from then on it is in force, its hash is shown, the version before is superseded (rounds opened by it keep it). Refuses
 * every problem of the proof.
 */
export const freezeSchemeVersion = command({
  id: 'assessment.freeze_version',
  summary: 'Freeze a draft that is proved; it is in force from then on and never changes',
  route: 'POST /assessment/schemes/:schemeId/versions/:number/freeze',
  permission: 'assessment.manage',
  input: VersionPath.extend({ expectedVersion: RecordVersion }),
  output: Changed.extend({ hash: z.string() }),
})

/** Discards the draft of a scheme; a scheme that never was frozen goes with it. */
export const discardSchemeDraft = command({
  id: 'assessment.discard_draft',
  summary: 'Discard the draft of a scheme; a scheme that never was frozen goes with it',
  route: 'POST /assessment/schemes/:schemeId/versions/:number/discard',
  permission: 'assessment.manage',
  input: VersionPath.extend({ expectedVersion: RecordVersion }),
  output: z.object({ id: Id }),
})

/** Exports a version as JSON: body, names of the units, hash; what `importScheme` reads here and in another county. */
export const exportScheme = query({
  id: 'assessment.export_scheme',
  summary: 'Export a version of a scheme as JSON',
  route: 'GET /assessment/schemes/:schemeId/versions/:number/export',
  permission: 'assessment.view',
  audited: true,
  fileOut: 'application/json',
  input: VersionPath,
  output: FileAnswer,
})

/**
 * Begins a scheme from an exported file. Units are found by id, then by name; those not found are left out and listed. Refuses
 * `assessment.not_json`, `assessment.shape` and `assessment.not_a_scheme`.
 */
export const importScheme = command({
  id: 'assessment.import_scheme',
  summary: 'Begin a scheme from an exported file; units not found are left out and listed',
  route: 'POST /assessment/schemes/import',
  permission: 'assessment.manage',
  fileIn: { types: ['json'], maxBytes: 2_000_000 },
  input: z.object({ year: Year.optional(), name: Name.optional() }),
  output: Changed.extend({ leftOut: z.array(z.string()) }),
})

/**
 * 沙盘: ranks the settled rounds of the year before (or of `year`) again by a version: places before and after. Numbers are matched by criterion and figure
 * key; what the rounds do not have is told and not made up.
 */
export const replayScheme = query({
  id: 'assessment.replay_scheme',
  summary: 'Rank the settled rounds of a past year again by a version: places before and after',
  route: 'GET /assessment/schemes/:schemeId/versions/:number/replay',
  permission: 'assessment.try',
  input: VersionPath.extend({ year: Year.optional() }),
  output: z.object({ year: Year, rounds: z.array(ReplayedRound) }),
})

/** Every operation on schemes. */
export const schemesContracts = [
  listSchemes,
  showScheme,
  showSchemeVersion,
  listLedgerFigures,
  createScheme,
  draftSchemeVersion,
  saveSchemeDraft,
  checkSchemeBody,
  freezeSchemeVersion,
  discardSchemeDraft,
  exportScheme,
  importScheme,
  replayScheme,
] as const
