import { useState } from 'react'
import { useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import {
  askAgain,
  type Bulletin,
  type BulletinBody,
  exportSheets,
  exportWord,
  saveBulletin,
  showBulletin,
} from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { BodyEditor } from './body-editor.tsx'
import './bulletins.css'
import { DiscardDialog, PublishDialog } from './bulletin-dialogs.tsx'
import { CorrectionNotes, FactsPart, FreePart, NumbersPart, ObstructionsPart } from './bulletin-parts.tsx'
import { StateMark } from './marks.tsx'
import { PaperView } from './paper-view.tsx'

/** One bulletin: its paper, what its numbers are bound to, and for writers what stands between it and its publication. */
export default function BulletinPage() {
  const { bulletinId } = usePathFields('bulletinId')
  const bulletin = useOperation(showBulletin, { bulletinId })
  return <Answer of={bulletin}>{(answer) => <Shown bulletin={answer} />}</Answer>
}

type Asking = 'publish' | 'discard'

function Shown({ bulletin }: { readonly bulletin: Bulletin }) {
  const words = useMessages(bulletinsMessages)
  const isSample = useSession().sample
  const [asking, setAsking] = useState<Asking>()
  const [isEditing, setEditing] = useState(false)
  const again = useCommand(askAgain)
  const close = (): void => setAsking(undefined)
  const isDraft = bulletin.state === 'draft'
  const base = { bulletinId: bulletin.id, expectedVersion: bulletin.version }
  return (
    <>
      <PageHeader
        back={<AppLink to="/bulletins">{words.page.back}</AppLink>}
        title={bulletin.paper.title}
        marks={
          <>
            <StateMark state={bulletin.state} /> {isSample ? <SampleMark /> : null}
          </>
        }
        actions={
          <>
            {bulletin.actions.includes('publish') ? (
              <button
                type="button"
                className="k-button k-button-primary"
                disabled={isEditing}
                onClick={() => setAsking('publish')}
              >
                {words.page.publish}
              </button>
            ) : null}
            {bulletin.actions.includes('save') ? (
              <button type="button" className="k-button" onClick={() => setEditing(!isEditing)}>
                {isEditing ? words.page.stopEditing : words.page.edit}
              </button>
            ) : null}
            {bulletin.actions.includes('ask_again') ? (
              <button
                type="button"
                className="k-button"
                disabled={again.isPending || isEditing}
                onClick={() => again.mutate(base)}
              >
                {words.page.askAgain}
              </button>
            ) : null}
            <Files bulletinId={bulletin.id} />
            {bulletin.actions.includes('discard') ? (
              <button type="button" className="k-button" onClick={() => setAsking('discard')}>
                {words.page.discard}
              </button>
            ) : null}
          </>
        }
      />
      {again.error ? <RefusalNote refusal={again.error} /> : null}
      <output aria-live="polite" className="bul-said no-print">
        {again.data ? words.page.moved(again.data.differences.length) : ''}
      </output>
      {again.data && again.data.differences.length > 0 ? (
        <ul className="bul-moved no-print">
          {again.data.differences.map(({ of, key, name, wasShown, nowShown }) => (
            <li key={`${of}${key}`}>{words.page.movedLine(name, wasShown, nowShown)}</li>
          ))}
        </ul>
      ) : null}
      <CorrectionNotes bulletin={bulletin} />
      {isEditing ? (
        <Editing bulletin={bulletin} onDone={() => setEditing(false)} />
      ) : (
        <div className="bul-columns">
          <PaperView
            paper={bulletin.paper}
            numbers={bulletin.numbers}
            stamp={isDraft ? words.page.draftStamp : undefined}
          />
          <div className="bul-side no-print">
            {isDraft ? <ObstructionsPart bulletin={bulletin} /> : null}
            <FactsPart bulletin={bulletin} />
            <FreePart bulletin={bulletin} />
            <NumbersPart bulletin={bulletin} />
          </div>
        </div>
      )}
      {asking === 'publish' ? <PublishDialog bulletin={bulletin} onClose={close} /> : null}
      {asking === 'discard' ? <DiscardDialog bulletin={bulletin} onClose={close} /> : null}
    </>
  )
}

function Files({ bulletinId }: { readonly bulletinId: string }) {
  const words = useMessages(bulletinsMessages).page
  const word = useDownload(exportWord)
  const sheets = useDownload(exportSheets)
  const refusal = word.error ?? sheets.error
  return (
    <>
      <button type="button" className="k-button" disabled={word.isPending} onClick={() => word.mutate({ bulletinId })}>
        {words.word}
      </button>
      <button
        type="button"
        className="k-button"
        disabled={sheets.isPending}
        onClick={() => sheets.mutate({ bulletinId })}
      >
        {words.sheets}
      </button>
      <button type="button" className="k-button" onClick={() => window.print()}>
        {words.print}
      </button>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </>
  )
}

function Editing({ bulletin, onDone }: { readonly bulletin: Bulletin; readonly onDone: () => void }) {
  const words = useMessages(bulletinsMessages).page
  const [body, setBody] = useState<BulletinBody>(bulletin.body)
  const save = useCommand(saveBulletin, { onSuccess: onDone })
  return (
    <BodyEditor
      body={body}
      kind={bulletin.kind}
      period={bulletin.period}
      numbers={bulletin.numbers}
      onChange={setBody}
      refusal={save.error}
      isSending={save.isPending}
      submitLabel={words.save}
      onSubmit={() => save.mutate({ bulletinId: bulletin.id, expectedVersion: bulletin.version, body })}
      onCancel={onDone}
    />
  )
}
