import { Modal } from 'antd'
import type { ComponentType } from 'react'
import type { z } from 'zod'
import type { OperationSpec } from '../../../kernel/operation.ts'
import { useCommand } from '../../../ui/api.ts'
import { RecordForm } from '../../../ui/kit/record-form.tsx'
import * as contract from '../contract.ts'
import {
  type ActField,
  ActFieldRow,
  AssignmentFields,
  firstAssignment,
  sentAssignment,
  type Typed,
} from './act-fields.tsx'
import { useItemWords } from './choices.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { PackageDialog } from './package-dialogs.tsx'

/** Props of the box of an act. `onDone` is called when it is done, `onClose` when it is given up. */
export interface ActProps {
  readonly item: contract.Item
  readonly onDone: () => void
  readonly onClose: () => void
}

type Values = Partial<Typed>
type Place = { readonly itemId: string; readonly expectedVersion: number }

/** The box of an act: its fields, and what of them is sent. What was typed stays when the server refuses. */
function boxOf<I extends z.ZodObject, O extends z.ZodType>(
  action: contract.ItemAction,
  spec: OperationSpec<I, O>,
  fields: readonly ActField[],
  inputOf: (place: Place, typed: Values) => object,
  initialOf: (item: contract.Item) => Values = () => ({}),
): ComponentType<ActProps> {
  return function ActBox({ item, onDone, onClose }: ActProps) {
    const words = useItemWords()
    const command = useCommand(spec, { onSuccess: onDone, invalidates: ['overview.', 'schedules.', 'key_projects.'] })
    const title = words.actions[action]
    return (
      <Modal open title={title} footer={null} width={680} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
        {words.actionNotes[action] ? <p className="k-quiet">{words.actionNotes[action]}</p> : null}
        {action === 'decide_extension' && item.extension ? (
          <p>
            {words.page.extension(item.extension.days)} — {item.extension.reason}
          </p>
        ) : null}
        <RecordForm<Values>
          label={title}
          initial={{ fileIds: [], text: '', ...initialOf(item) }}
          refusal={command.error}
          isSending={command.isPending}
          submitLabel={title}
          onCancel={onClose}
          onSubmit={(typed) =>
            command.mutate(inputOf({ itemId: item.id, expectedVersion: item.version }, typed) as z.input<I>)
          }
        >
          {action === 'assign' ? <AssignmentFields /> : null}
          {fields.map((field) => (
            <ActFieldRow key={field} field={field} item={item} />
          ))}
        </RecordForm>
      </Modal>
    )
  }
}

const withReason = (place: Place, { reason = '' }: Values) => ({ ...place, reason })
const withReasonAndFiles = (place: Place, { reason = '', fileIds = [] }: Values) => ({ ...place, reason, fileIds })
const withText = (place: Place, { text = '', fileIds = [] }: Values) => ({ ...place, text, fileIds })
const agreeing = (as: 'proposer' | 'assigner') => (place: Place, typed: Values) => ({ ...withText(place, typed), as })

/** The box of every act but those with a page or a part of their own. */
const BOXES: Readonly<
  Record<Exclude<contract.ItemAction, 'edit' | 'join' | 'escalate' | 'write_package'>, ComponentType<ActProps>>
> = {
  send: boxOf('send', contract.sendItem, ['fileIds'], (place, { fileIds = [] }) => ({ ...place, fileIds })),
  withdraw: boxOf('withdraw', contract.withdrawItem, ['reason'], withReason),
  verify: boxOf(
    'verify',
    contract.verifyItem,
    ['class', 'severity', 'optionalText', 'fileIds'],
    (place, typed) => ({
      ...withText(place, typed),
      ...(typed.class ? { class: typed.class } : {}),
      ...(typed.severity ? { severity: typed.severity } : {}),
    }),
    (item) => ({ class: item.class, severity: item.severity }),
  ),
  give_back: boxOf('give_back', contract.giveItemBack, ['reason'], withReason),
  assign: boxOf(
    'assign',
    contract.assignItem,
    [],
    (place, { assignment }) => ({ ...place, assignment: sentAssignment(assignment ?? {}) }),
    (item) => ({ assignment: firstAssignment(item.suggestedUnitId, item.class) as contract.Assignment }),
  ),
  sign: boxOf('sign', contract.signItem, [], (place) => place),
  return: boxOf('return', contract.returnItem, ['reason', 'lawBasis', 'proposedUnitId'], (place, typed) => ({
    ...withReason(place, typed),
    lawBasis: typed.lawBasis ?? '',
    proposedUnitId: typed.proposedUnitId ?? null,
  })),
  start: boxOf('start', contract.startItem, ['measures', 'fileIds'], withText),
  note: boxOf('note', contract.noteItem, ['note', 'fileIds'], withText),
  ask_extension: boxOf(
    'ask_extension',
    contract.askItemExtension,
    ['moreDays', 'reason', 'progress'],
    (place, typed) => ({ ...withReason(place, typed), days: typed.days ?? 0, progress: typed.progress ?? '' }),
  ),
  decide_extension: boxOf(
    'decide_extension',
    contract.decideItemExtension,
    ['granted', 'days', 'reason'],
    (place, typed) => ({
      ...withReason(place, typed),
      granted: typed.granted ?? false,
      ...(typed.granted && typed.days ? { days: typed.days } : {}),
    }),
    (item) => ({ granted: true, ...(item.extension ? { days: item.extension.days } : {}) }),
  ),
  answer: boxOf('answer', contract.answerItem, ['answer', 'approvedBy', 'fileIds'], (place, typed) => ({
    ...withText(place, typed),
    approvedBy: typed.approvedBy ?? '',
  })),
  send_back: boxOf('send_back', contract.sendItemBack, ['reason'], withReason),
  agree_as_proposer: boxOf(
    'agree_as_proposer',
    contract.agreeToItem,
    ['optionalText', 'fileIds'],
    agreeing('proposer'),
  ),
  agree_as_assigner: boxOf(
    'agree_as_assigner',
    contract.agreeToItem,
    ['optionalText', 'fileIds'],
    agreeing('assigner'),
  ),
  contradict: boxOf('contradict', contract.contradictItem, ['reason', 'fileIds'], withReasonAndFiles),
  rate: boxOf('rate', contract.rateItem, ['rating', 'optionalText'], (place, { rating, text = '' }) => ({
    ...place,
    rating,
    text,
  })),
  close: boxOf('close', contract.closeItem, ['optionalText'], (place, { text = '' }) => ({ ...place, text })),
  reopen: boxOf('reopen', contract.reopenItem, ['reason', 'fileIds'], withReasonAndFiles),
  suspend: boxOf('suspend', contract.suspendItem, ['cause', 'reviewOn', 'reason'], (place, typed) => ({
    ...withReason(place, typed),
    cause: typed.cause,
    reviewOn: typed.reviewOn,
  })),
  resume: boxOf('resume', contract.resumeItem, ['reason'], withReason),
  need_level_above: boxOf('need_level_above', contract.needLevelAbove, ['body', 'ask', 'fileIds'], (place, typed) => ({
    ...place,
    body: typed.body ?? '',
    ask: typed.ask ?? '',
    fileIds: typed.fileIds ?? [],
  })),
  decide: boxOf('decide', contract.decideItem, ['decision', 'dueOn', 'fileIds'], (place, typed) => ({
    ...withText(place, typed),
    dueOn: typed.dueOn ?? null,
  })),
  hand_over: boxOf('hand_over', contract.handItemOver, ['leadUnitId', 'reason'], (place, typed) => ({
    ...withReason(place, typed),
    leadUnitId: typed.leadUnitId ?? '',
  })),
}

/** The box of an act on an item; changing the item itself is a page and has none. */
export function ActDialog({ action, ...props }: ActProps & { readonly action: contract.ItemAction | undefined }) {
  switch (action) {
    case undefined:
    case 'edit':
      return null
    case 'join':
      return <JoinDialog items={[props.item]} onDone={props.onDone} onClose={props.onClose} />
    case 'escalate':
    case 'write_package':
      return <PackageDialog {...props} action={action} />
    default: {
      const Box = BOXES[action]
      return <Box {...props} />
    }
  }
}
