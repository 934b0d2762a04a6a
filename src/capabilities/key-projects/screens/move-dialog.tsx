import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useUpload } from '../../../ui/api.ts'
import { ChoiceField, DayField, MoneyField, NumberField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  addStagePaper,
  type ContractType,
  type EvidenceKind,
  moveStage,
  type PauseReason,
  type PossibleMove,
  type Project,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import { today } from './today.ts'

interface Typed {
  readonly on: string
  readonly contractType?: ContractType | null
  readonly pauseReason?: PauseReason | null
  readonly output?: number | null
  readonly tax?: number | null
  readonly agreedPercent?: number | null
  readonly reason?: string
  readonly papers?: readonly { readonly kind?: EvidenceKind; readonly text?: string }[]
}

/** Hands in what a move needs; what is missing is refused in words, and what was typed stays. */
export function MoveDialog({
  project,
  move,
  title,
  onClose,
}: {
  readonly project: Project
  readonly move: PossibleMove
  readonly title: string
  readonly onClose: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const send = useCommand(moveStage, { onSuccess: onClose })
  const papers = usePapers(project.id)
  const [lines] = useState(() => paperLines(move))
  const asks = (guard: PossibleMove['guards'][number]['guard']) => move.guards.some((each) => each.guard === guard)
  const { life } = words
  const submit = async (typed: Typed): Promise<void> => {
    const kept = await papers.keep()
    if (!kept) return
    send.mutate({
      projectId: project.id,
      expectedVersion: project.version,
      to: move.to,
      on: typed.on,
      contractType: typed.contractType ?? null,
      pauseReason: typed.pauseReason ?? null,
      reason: typed.reason ?? '',
      evidence: lines.flatMap((kinds, index) => {
        const { kind = kinds[0], text } = typed.papers?.[index] ?? {}
        const [paperId, said] = [kept.get(index), (text ?? '').trim() || (papers.files.get(index)?.name ?? '')]
        return kind !== undefined && said.length >= 2 ? [{ kind, text: said, ...(paperId ? { paperId } : {}) }] : []
      }),
      achieved: asks('share_reached')
        ? { output: typed.output ?? null, tax: typed.tax ?? null, agreedShare: (typed.agreedPercent ?? 100) / 100 }
        : null,
    })
  }
  return (
    <Modal open title={title} footer={null} width={680} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{life.notYou(words.actors[move.actor])}</p>
      <RecordForm<Typed>
        label={title}
        initial={{
          on: today(),
          papers: lines.map(([kind]) => (kind === undefined ? {} : { kind })),
          agreedPercent: 100,
        }}
        refusal={papers.refusal ?? send.error}
        isSending={papers.isSending || send.isPending}
        submitLabel={title}
        onCancel={onClose}
        onSubmit={(typed) => void submit(typed)}
      >
        <Field name="on" label={life.on} isRequired>
          <DayField />
        </Field>
        {asks('contract_formal') ? (
          <Field name="contractType" label={life.contractType} isRequired>
            <ChoiceField options={optionsOf(words.contracts)} />
          </Field>
        ) : null}
        {asks('pause_reason_given') ? (
          <Field name="pauseReason" label={life.pauseReason} isRequired>
            <ChoiceField options={optionsOf(words.pauses)} />
          </Field>
        ) : null}
        {asks('share_reached') ? (
          <>
            <Field name="output" label={life.output}>
              <MoneyField />
            </Field>
            <Field name="tax" label={life.tax}>
              <MoneyField />
            </Field>
            <Field name="agreedPercent" label={life.agreedShare}>
              <NumberField unit="%" />
            </Field>
          </>
        ) : null}
        {lines.map((kinds, index) => (
          <PaperLine
            key={kinds.join()}
            kinds={kinds}
            index={index}
            file={papers.files.get(index)}
            onFile={(file) => papers.choose(index, file)}
          />
        ))}
        {[...papers.files.values()].some(({ type }) => type.startsWith('image/')) ? (
          <div className="k-form-wide">
            <Checkbox checked={papers.keepsPlace} onChange={(event) => papers.setKeepsPlace(event.target.checked)}>
              {life.keepPlace}
            </Checkbox>
          </div>
        ) : null}
        <Field name="reason" label={life.reason} isWide>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** Files chosen for the papers of a move. They are sent before the move; what has been received is not sent again. */
function usePapers(projectId: string) {
  const [files, setFiles] = useState<ReadonlyMap<number, File>>(new Map())
  const [received, setReceived] = useState<ReadonlyMap<File, string>>(new Map())
  const [keepsPlace, setKeepsPlace] = useState(false)
  const upload = useUpload(addStagePaper)
  const choose = (index: number, file: File | undefined): void => {
    const next = new Map(files)
    if (file) next.set(index, file)
    else next.delete(index)
    setFiles(next)
  }
  const keep = async (): Promise<ReadonlyMap<number, string> | undefined> => {
    const known = new Map(received)
    for (const file of files.values()) {
      if (known.has(file)) continue
      const input = { projectId, keepLocation: keepsPlace }
      const answer = await upload.mutateAsync({ input, file }).catch(() => undefined)
      if (!answer) return undefined
      known.set(file, answer.id)
      setReceived(new Map(known))
    }
    return new Map([...files].map(([index, file]) => [index, known.get(file) ?? '']))
  }
  return { files, choose, keep, keepsPlace, setKeepsPlace, isSending: upload.isPending, refusal: upload.error }
}

interface PaperLineProps {
  readonly kinds: readonly EvidenceKind[]
  readonly index: number
  readonly file: File | undefined
  readonly onFile: (file: File | undefined) => void
}

function PaperLine({ kinds, index, file, onFile }: PaperLineProps) {
  const words = useMessages(keyProjectsMessages)
  const [only] = kinds
  return (
    <>
      {kinds.length > 1 ? (
        <Field name={['papers', index, 'kind']} label={words.life.paperKind} isWide>
          <ChoiceField options={kinds.map((kind) => ({ value: kind, label: words.evidence[kind] }))} />
        </Field>
      ) : null}
      <Field
        name={['papers', index, 'text']}
        label={kinds.length > 1 || only === undefined ? words.life.paper : words.evidence[only]}
        {...(kinds.length > 1 ? {} : { hint: words.life.paper })}
        isWide
      >
        <Input maxLength={500} />
      </Field>
      {addStagePaper.fileIn ? (
        <div className="k-form-wide">
          <FileDrop
            label={`${words.life.paperFile} · ${only === undefined ? '' : words.evidence[only]}`}
            limits={addStagePaper.fileIn}
            file={file}
            onFile={onFile}
          />
        </div>
      ) : null}
    </>
  )
}

/** A line for each paper a move needs, and one for the acceptance of works where that is a condition. */
function paperLines(move: PossibleMove): readonly (readonly EvidenceKind[])[] {
  const isAccepted = move.guards.some((each) => each.guard === 'accepted_or_all_invested')
  return [...move.evidence, ...(isAccepted ? [['acceptance' as const]] : [])]
}
