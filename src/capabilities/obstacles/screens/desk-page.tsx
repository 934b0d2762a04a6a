import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation, usePages } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RecordForm } from '../../../ui/kit/record-form.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { useMay, useSession } from '../../../ui/session.tsx'
import {
  agreeToItem,
  type Assignment,
  assignItem,
  countItems,
  type ItemAction,
  type ItemFilter,
  type ItemLine,
  listItems,
  sweepItems,
  verifyItem,
} from '../contract.ts'
import { AssignmentFields, firstAssignment, sentAssignment } from './act-fields.tsx'
import { useItemWords } from './choices.tsx'
import { itemColumns } from './item-columns.tsx'
import './obstacles.css'
import { today } from './today.ts'

const PARTS = ['verify', 'assign', 'agree', 'extensions', 'today', 'overdue'] as const
type Part = (typeof PARTS)[number]

/** What each part of the desk lists. */
function filterOf(part: Part): Partial<ItemFilter> {
  const filters: Readonly<Record<Part, Partial<ItemFilter>>> = {
    verify: { state: ['reported'] },
    assign: { state: ['verified'] },
    agree: { state: ['answered', 'proposer_agreed', 'agreed'] },
    extensions: { open: true, extensionAsked: true },
    today: { open: true, dueFrom: today(), dueTo: today() },
    overdue: { open: true, overdue: true },
  }
  return filters[part]
}

/** What waits for the offices, part by part, done one by one or together. */
export default function DeskPage() {
  const words = useItemWords()
  const isSample = useSession().sample
  const mayManage = useMay('items.manage')
  const [state, patch] = useUrlState({ part: 'verify' })
  const part = PARTS.find((each) => each === state.part) ?? 'verify'
  return (
    <>
      <PageHeader
        title={words.desk.title}
        note={words.desk.note}
        marks={isSample ? <SampleMark /> : null}
        actions={mayManage ? <SweepButton /> : null}
      />
      <nav className="ob-views no-print" aria-label={words.desk.title}>
        {PARTS.map((each) => (
          <PartButton key={each} part={each} isOpen={each === part} onOpen={() => patch({ part: each })} />
        ))}
      </nav>
      <PartTable key={part} part={part} />
    </>
  )
}

/** Looks at every clock now instead of waiting for the next round. */
function SweepButton() {
  const { desk } = useItemWords()
  const sweep = useCommand(sweepItems, { invalidates: ['overview.', 'notices.'] })
  const [escalated, setEscalated] = useState<number>()
  const run = async (): Promise<void> => {
    setEscalated(undefined)
    let moved = 0
    for (let isLeft = true; isLeft; ) {
      const stretch = await sweep.mutateAsync({})
      moved += stretch.escalated
      isLeft = stretch.left
    }
    setEscalated(moved)
  }
  return (
    <>
      {sweep.error ? <RefusalNote refusal={sweep.error} /> : null}
      <output aria-live="polite">{escalated === undefined ? '' : desk.swept(escalated)}</output>
      <button
        type="button"
        className="k-button"
        disabled={sweep.isPending}
        onClick={() => void run().catch(() => undefined)}
      >
        {desk.sweep}
      </button>
    </>
  )
}

function PartButton({
  part,
  isOpen,
  onOpen,
}: {
  readonly part: Part
  readonly isOpen: boolean
  readonly onOpen: () => void
}) {
  const words = useItemWords()
  const counted = useOperation(countItems, filterOf(part), { keepPrevious: true })
  return (
    <button type="button" className="k-button" aria-pressed={isOpen} onClick={onOpen}>
      {words.desk.parts[part]}
      {counted.data ? <b>{counted.data.total}</b> : null}
    </button>
  )
}

/** What may be done to many at once in a part. */
const TOGETHER = { verify: 'verify', assign: 'assign', agree: 'agree_as_assigner' } as const satisfies Partial<
  Record<Part, ItemAction>
>
type Together = (typeof TOGETHER)[keyof typeof TOGETHER]

function PartTable({ part }: { readonly part: Part }) {
  const words = useItemWords()
  const mayAct = useMay('items.assign')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isAssigning, setAssigning] = useState(false)
  const source = usePages(listItems, filterOf(part))
  const many = useMany()
  const action: Together | undefined = part in TOGETHER ? TOGETHER[part as keyof typeof TOGETHER] : undefined
  const rows = source.rows.filter((row) => action && chosen.includes(row.id) && row.actions.includes(action))
  const isOffered = mayAct && action !== undefined
  const labels: Readonly<Record<Together, (count: number) => string>> = {
    verify: words.desk.verifyMany,
    assign: words.desk.assignMany,
    agree_as_assigner: words.desk.agreeMany,
  }
  const press = (): void => {
    if (action === 'assign') setAssigning(true)
    else if (action) void many.run(action, rows).then(() => setChosen([]))
  }
  return (
    <>
      <output className="ob-said" aria-live="polite">
        {many.running ? words.desk.doing(many.running.done, many.running.all) : ''}
        {many.running === undefined && many.done > 0 ? words.desk.did(many.done) : ''}
      </output>
      {many.failed.length > 0 ? (
        <div className="k-stack">
          <p>{words.desk.failed(many.failed.length)}</p>
          {many.failed.map(({ item, refusal }) => (
            <RefusalNote key={item.id} title={`${item.number ?? ''} ${item.title}`} refusal={refusal} />
          ))}
        </div>
      ) : null}
      <DataTable
        id={`obstacles.desk.${part}`}
        label={words.desk.parts[part]}
        columns={itemColumns(words)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/obstacles/${row.id}`}
        empty={words.desk.empty}
        {...(isOffered ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        {...(isOffered && rows.length > 0
          ? {
              actions: (
                <button
                  type="button"
                  className="k-button k-button-primary"
                  disabled={many.running !== undefined}
                  onClick={press}
                >
                  {labels[action](rows.length)}
                </button>
              ),
            }
          : {})}
      />
      {isAssigning ? (
        <AssignManyDialog
          items={rows}
          onAssign={(assignment) => {
            setAssigning(false)
            void many.run('assign', rows, assignment).then(() => setChosen([]))
          }}
          onClose={() => setAssigning(false)}
        />
      ) : null}
    </>
  )
}

/** Does one thing to many items, each apart: one that is refused stops no other. */
function useMany() {
  const verify = useCommand(verifyItem)
  const assign = useCommand(assignItem)
  const agree = useCommand(agreeToItem)
  const [running, setRunning] = useState<{ readonly done: number; readonly all: number }>()
  const [done, setDone] = useState(0)
  const [failed, setFailed] = useState<readonly { readonly item: ItemLine; readonly refusal: ApiRefusal }[]>([])

  async function runOne(action: Together, item: ItemLine, assignment: Assignment | undefined): Promise<void> {
    const place = { itemId: item.id, expectedVersion: item.version }
    if (action === 'verify') await verify.mutateAsync(place)
    else if (action === 'agree_as_assigner') await agree.mutateAsync({ ...place, as: 'assigner' })
    else if (assignment) await assign.mutateAsync({ ...place, assignment })
  }

  async function run(action: Together, items: readonly ItemLine[], assignment?: Assignment): Promise<void> {
    setFailed([])
    setDone(0)
    for (const [index, item] of items.entries()) {
      setRunning({ done: index + 1, all: items.length })
      try {
        await runOne(action, item, assignment)
        setDone((before) => before + 1)
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error
        setFailed((before) => [...before, { item, refusal: error }])
      }
    }
    setRunning(undefined)
  }

  return { run, running, done, failed }
}

interface Typed {
  readonly assignment: Partial<Assignment>
}

function AssignManyDialog({
  items,
  onAssign,
  onClose,
}: {
  readonly items: readonly ItemLine[]
  readonly onAssign: (assignment: Assignment) => void
  readonly onClose: () => void
}) {
  const words = useItemWords()
  const title = words.desk.assignMany(items.length)
  const [firstClass, ...otherClasses] = new Set(items.map((item) => item.class))
  const onlyClass = otherClasses.length === 0 ? firstClass : undefined
  return (
    <Modal open title={title} footer={null} width={680} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <ul className="ob-lines">
        {items.map((item) => (
          <li key={item.id}>
            {item.number} {item.title}
          </li>
        ))}
      </ul>
      <RecordForm<Typed>
        label={title}
        initial={{ assignment: firstAssignment(null, onlyClass) }}
        submitLabel={title}
        onCancel={onClose}
        onSubmit={({ assignment }) => onAssign(sentAssignment(assignment))}
      >
        <AssignmentFields />
      </RecordForm>
    </Modal>
  )
}
