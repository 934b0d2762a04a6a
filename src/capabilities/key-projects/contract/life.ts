import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { command, query } from '../../../kernel/operation.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { Stage } from './project.ts'

/** Who moves a project on: 项目单位 投资促进部门 审批部门 发展改革部门 行业主管部门 县级会议. */
export const MOVE_ACTORS = [
  'project_unit',
  'investment_bureau',
  'approval_bureau',
  'reform_bureau',
  'industry_bureau',
  'county_meeting',
] as const
/** One of `MOVE_ACTORS`. */
export const MoveActor = z.enum(MOVE_ACTORS)
export type MoveActor = z.output<typeof MoveActor>

/** The actors that are bureaus a region names; the project unit is told by the project, the county meeting is entered by the project office. */
export const Bureau = z.enum(['investment_bureau', 'approval_bureau', 'reform_bureau', 'industry_bureau'])
export type Bureau = z.output<typeof Bureau>

/** What a move is proved by. */
export const EVIDENCE_KINDS = [
  'lead_registration',
  'contract',
  'legal_opinion',
  'site_agreement',
  'approval_document',
  'permit_checklist',
  'site_check',
  'construction_permit',
  'permit_exemption',
  'physical_node',
  'acceptance',
  'first_sale',
  'trial_run',
  'put_to_use',
  'output_record',
  'decision',
  'resumption',
  'meeting_minutes',
] as const
/** One of `EVIDENCE_KINDS`. */
export const EvidenceKind = z.enum(EVIDENCE_KINDS)
export type EvidenceKind = z.output<typeof EvidenceKind>

/** Endings of files that prove something. */
export const PAPER_TYPES = ['pdf', 'jpg', 'jpeg', 'png', 'webp', 'ofd', 'xlsx', 'docx'] as const

/** One piece of evidence: its number, title or finding, and its day where it has one. */
export const Evidence = z.object({
  kind: EvidenceKind,
  text: z.string().trim().min(2).max(500),
  on: DayText.nullable().default(null),
  /** The paper itself, kept before by `addStagePaper`. */
  paperId: Id.optional(),
})
export type Evidence = z.output<typeof Evidence>

/** 意向 框架 正式: only a formal contract counts as signed. */
export const ContractType = z.enum(['intention', 'framework', 'formal'])
export type ContractType = z.output<typeof ContractType>

/** Why a project stands still: the owner's superiors decided, the design changes, or the investor failed. Each has its own effect on assessment. */
export const PauseReason = z.enum(['superior_decision', 'design_change', 'investor_fault'])
export type PauseReason = z.output<typeof PauseReason>

/** A condition of a move that is read from the record or from what is handed in. */
export const MOVE_GUARDS = [
  'content_known',
  'investor_named',
  'contract_formal',
  'no_open_duplicate',
  'company_registered',
  'code_present',
  'establishment_fits',
  'accepted_or_all_invested',
  'share_reached',
  'pause_reason_given',
  'reason_given',
  'back_where_it_stood',
] as const
/** One of `MOVE_GUARDS`. */
export const MoveGuard = z.enum(MOVE_GUARDS)
export type MoveGuard = z.output<typeof MoveGuard>

/** Output and tax of a full year against what the contract agreed; the agreed share is a ratio, 1 where the contract names none. */
export const Achieved = z.object({
  output: YuanAmount.min(0).nullable().default(null),
  tax: YuanAmount.min(0).nullable().default(null),
  agreedShare: z.number().gt(0).max(1).default(1),
})
export type Achieved = z.output<typeof Achieved>

/** What is handed in to move a project: where to, since which day, and what proves it. */
export const MoveRequest = z.object({
  to: Stage,
  on: DayText,
  evidence: z.array(Evidence).max(20).default([]),
  contractType: ContractType.nullable().default(null),
  pauseReason: PauseReason.nullable().default(null),
  achieved: Achieved.nullable().default(null),
  reason: z.string().trim().max(500).default(''),
})
export type MoveRequest = z.output<typeof MoveRequest>

/** How a project came to a stage: entered there, moved by its rules, known from a document, or taken back. */
export const MoveKind = z.enum(['entry', 'move', 'document', 'reversal'])
export type MoveKind = z.output<typeof MoveKind>

/** One entry of the stage history; entries are never changed, a mistake is taken back by a new one. */
export const StageMove = z.object({
  id: Id,
  kind: MoveKind,
  from: Stage.nullable(),
  to: Stage,
  on: DayText.nullable(),
  at: z.string(),
  personName: z.string(),
  onBehalfOf: z.string().nullable(),
  actor: MoveActor.nullable(),
  reason: z.string(),
  /** `fileName` where the paper itself is kept. */
  evidence: z.array(Evidence.extend({ fileName: z.string().nullable() })),
  source: z.string().nullable(),
  isReversed: z.boolean(),
})
export type StageMove = z.output<typeof StageMove>

/** A stage of the path as the record page draws it. */
export const PathStep = z.object({
  stage: Stage,
  state: z.enum(['done', 'current', 'ahead']),
  on: DayText.nullable(),
})
export type PathStep = z.output<typeof PathStep>

/** A move the table allows from here: who makes it, whether the reader may, which conditions hold already, and what must be handed in. */
export const PossibleMove = z.object({
  to: Stage,
  actor: MoveActor,
  mayMove: z.boolean(),
  guards: z.array(z.object({ guard: MoveGuard, state: z.enum(['met', 'unmet', 'asked']) })),
  /** Each line needs one of its kinds. */
  evidence: z.array(z.array(EvidenceKind)),
})
export type PossibleMove = z.output<typeof PossibleMove>

const Project = z.object({ projectId: Id })
const Changed = z.object({ id: Id, version: RecordVersion })

/** Show the stage path of a key project, its stage history and the moves that are possible. */
export const showStagePath = query({
  id: 'key_projects.stage_path',
  summary: 'Show the stage path of a key project, its stage history and the moves that are possible',
  route: 'GET /key-projects/:projectId/stage-path',
  permission: 'key_projects.view',
  input: Project,
  output: z.object({
    stage: Stage,
    stageLeft: Stage.nullable(),
    pauseReason: PauseReason.nullable(),
    path: z.array(PathStep),
    moves: z.array(StageMove),
    next: z.array(PossibleMove),
    mayReverse: z.boolean(),
  }),
})

/** Move a key project to another stage with what proves it. */
export const moveStage = command({
  id: 'key_projects.move_stage',
  summary: 'Move a key project to another stage with what proves it',
  route: 'POST /key-projects/:projectId/stage',
  permission: 'key_projects.move',
  input: MoveRequest.extend({ projectId: Id, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Take back the last move of a key project by a new entry with its reason. */
export const reverseMove = command({
  id: 'key_projects.reverse_move',
  summary: 'Take back the last move of a key project by a new entry with its reason',
  route: 'POST /key-projects/:projectId/stage/reverse',
  permission: 'key_projects.move',
  input: Project.extend({ expectedVersion: RecordVersion, reason: z.string().trim().min(2).max(500) }),
  output: Changed,
})

/** Keep a paper that will prove a move; a photo is kept as its bare picture unless its sender wants its place kept. */
export const addStagePaper = command({
  id: 'key_projects.add_paper',
  summary: 'Keep a paper that will prove a move of a key project',
  route: 'POST /key-projects/:projectId/papers',
  permission: 'key_projects.move',
  fileIn: { types: PAPER_TYPES, maxBytes: 20_000_000 },
  input: Project.extend({ keepLocation: z.boolean().default(false) }),
  output: z.object({ id: Id, fileName: z.string() }),
})

/** Read a paper of the stage history; every reading is logged. */
export const readStagePaper = query({
  id: 'key_projects.read_paper',
  summary: 'Read a paper of the stage history; every reading is logged',
  route: 'GET /key-projects/:projectId/papers/:paperId',
  permission: 'key_projects.view',
  audited: true,
  fileOut: 'application/octet-stream',
  input: Project.extend({ paperId: Id }),
  output: FileAnswer,
})

/** List which units act as the bureaus of the stage table. */
export const listStageBureaus = query({
  id: 'key_projects.list_bureaus',
  summary: 'List which units act as the bureaus of the stage table',
  route: 'GET /key-project-bureaus',
  permission: 'key_projects.view',
  input: z.object({}),
  output: z.object({ items: z.array(z.object({ actor: Bureau, unitId: Id, unitName: z.string() })) }),
})

/** Name the units that act as a bureau of the stage table; without any the project office acts. */
export const nameStageBureau = command({
  id: 'key_projects.name_bureau',
  summary: 'Name the units that act as a bureau of the stage table; without any the project office acts',
  route: 'PUT /key-project-bureaus/:actor',
  permission: 'key_projects.lists',
  input: z.object({ actor: Bureau, unitIds: z.array(Id).max(20) }),
  output: z.object({ actor: Bureau, count: z.int() }),
})

/** Every operation on the life of a project. */
export const lifeContracts = [
  showStagePath,
  moveStage,
  reverseMove,
  addStagePaper,
  readStagePaper,
  listStageBureaus,
  nameStageBureau,
] as const
