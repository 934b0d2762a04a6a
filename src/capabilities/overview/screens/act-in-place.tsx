import { type ReactNode, useEffect, useRef, useState } from 'react'
import { dayOf } from '../../../kernel/day.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { AppLink } from '../../../ui/navigation.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import {
  agreeToItem,
  closeItem,
  type Item,
  type ItemAction,
  keepPromise,
  listItemHistory,
  showItem,
  showPromise,
  signItem,
} from '../../obstacles/contract.ts'
import type { OwedLine } from '../contract.ts'
import { overviewMessages } from '../messages/index.ts'

/** Acts simple enough to be done in the list, by the kind of what is owed. */
export const SIMPLE = {
  'obstacles.item_to_sign': 'sign',
  'obstacles.item_to_consent': 'consent',
  'obstacles.item_to_close': 'close',
  'obstacles.promise': 'keep',
} as const
type Simple = (typeof SIMPLE)[keyof typeof SIMPLE]

/** The act a line can be settled with in the list itself; nothing where it takes a page. */
export function simpleActOf({ kind }: Pick<OwedLine, 'kind'>): Simple | undefined {
  return Object.hasOwn(SIMPLE, kind) ? SIMPLE[kind as keyof typeof SIMPLE] : undefined
}

const CHANGED = ['overview.', 'notices.']
const idOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** The box in which a line is settled: what it is about, and the one act. */
export function ActInPlace({ line, onClose }: { readonly line: OwedLine; readonly onClose: () => void }) {
  return simpleActOf(line) === 'keep' ? (
    <KeepBox line={line} onClose={onClose} />
  ) : (
    <ItemBox line={line} onClose={onClose} />
  )
}

function ItemBox({ line, onClose }: { readonly line: OwedLine; readonly onClose: () => void }) {
  const words = useMessages(overviewMessages)
  const itemId = idOf(line.path)
  const item = useOperation(showItem, { itemId })
  const history = useOperation(listItemHistory, { itemId })
  const done = { onSuccess: onClose, invalidates: CHANGED }
  const [sign, agree, close] = [useCommand(signItem, done), useCommand(agreeToItem, done), useCommand(closeItem, done)]
  const found = item.data
  const chosen = found && chosenAct(line, found)
  const place = found && { itemId, expectedVersion: found.version }
  const send = (): void => {
    if (!place || !chosen) return
    if (chosen === 'sign') sign.mutate(place)
    else if (chosen === 'close') close.mutate(place)
    else agree.mutate({ ...place, as: chosen === 'agree_as_proposer' ? 'proposer' : 'assigner' })
  }
  const answer = history.data?.items.findLast(({ kind }) => kind === 'answered')
  return (
    <Box
      line={line}
      label={chosen ? words.owed.acts[chosen] : words.owed.acts.none}
      refusal={item.error ?? sign.error ?? agree.error ?? close.error}
      isReady={chosen !== undefined && !sign.isPending && !agree.isPending && !close.isPending}
      onClose={onClose}
      onSubmit={send}
    >
      {found ? (
        <dl className="oh-facts">
          <Fact name={words.owed.facts.desired} value={found.desiredResult} />
          <Fact name={words.owed.facts.standard} value={found.closingStandard} />
          <Fact name={words.owed.facts.answer} value={answer?.text ?? ''} />
        </dl>
      ) : item.error ? null : (
        <Loading />
      )}
      {found && !chosen ? <p>{words.owed.acts.gone}</p> : null}
    </Box>
  )
}

const CONSENTS: readonly ItemAction[] = ['agree_as_proposer', 'agree_as_assigner']

/** The act that is open to the reader on the item just now, among those its line calls for. */
function chosenAct(line: OwedLine, { actions }: Item) {
  const act = simpleActOf(line)
  const wanted: readonly ItemAction[] = act === 'consent' ? CONSENTS : act === 'close' ? ['close'] : ['sign']
  return wanted.find((each) => actions.includes(each)) as 'sign' | 'close' | 'agree_as_proposer' | 'agree_as_assigner'
}

function KeepBox({ line, onClose }: { readonly line: OwedLine; readonly onClose: () => void }) {
  const words = useMessages(overviewMessages)
  const promiseId = idOf(line.path)
  const promise = useOperation(showPromise, { promiseId })
  const keep = useCommand(keepPromise, { onSuccess: onClose, invalidates: CHANGED })
  const [evidence, setEvidence] = useState('')
  const version = promise.data?.version
  return (
    <Box
      line={line}
      label={words.owed.acts.keep}
      refusal={promise.error ?? keep.error}
      isReady={version !== undefined && evidence.trim().length > 1 && !keep.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (version !== undefined)
          keep.mutate({ promiseId, expectedVersion: version, keptOn: dayOf(new Date()), evidence: evidence.trim() })
      }}
    >
      <label className="oh-evidence">
        {words.owed.facts.evidence}
        <textarea rows={3} maxLength={1000} value={evidence} onChange={(event) => setEvidence(event.target.value)} />
      </label>
    </Box>
  )
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  if (value === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

function Box({
  line,
  label,
  refusal,
  isReady,
  onSubmit,
  onClose,
  children,
}: {
  readonly line: OwedLine
  readonly label: string
  readonly refusal: ApiRefusal | null
  readonly isReady: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const words = useMessages(overviewMessages)
  const frame = useMessages(uiMessages)
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (!box.current?.open) box.current?.showModal()
  }, [])
  return (
    <dialog ref={box} className="oh-box" aria-label={`${label}: ${line.title}`} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onSubmit()
        }}
      >
        <h2>{line.title}</h2>
        {line.unitName ? <p className="k-quiet">{line.unitName}</p> : null}
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        {children}
        <div className="k-toolbar">
          <button type="submit" className="k-button k-button-primary" disabled={!isReady}>
            {label}
          </button>
          <button type="button" className="k-button" onClick={() => box.current?.close()}>
            {frame.actions.cancel}
          </button>
          <AppLink to={line.path} className="k-button k-button-text">
            {words.owed.whole}
          </AppLink>
        </div>
      </form>
    </dialog>
  )
}
