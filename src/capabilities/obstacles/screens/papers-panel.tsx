import { Input } from 'antd'
import { useState } from 'react'
import { sourceOfRows, useCommand, useDownload, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import {
  draftItemPaper,
  issueItemPaper,
  listItemPapers,
  type PaperKind,
  type PaperLine,
  showItem,
  showItemPaper,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import './meetings.css'

type Words = (typeof obstaclesMessages)['zh-CN']['papers']

/** The papers on an item: what was issued, and what may be issued now. */
export default function PapersPanel({ subject }: { readonly subject: SubjectRef }) {
  const words = useMessages(obstaclesMessages).papers
  const papers = useOperation(listItemPapers, { itemId: subject.id })
  const download = useDownload(showItemPaper)
  const get = (paperId: string): void => download.mutate({ itemId: subject.id, paperId })
  return (
    <Answer of={papers}>
      {({ items, mayIssue }) => (
        <>
          <p className="k-quiet mt-note">{words.note}</p>
          {mayIssue.length > 0 ? <Issue itemId={subject.id} kinds={mayIssue} /> : null}
          {items.length === 0 ? (
            <p className="k-quiet">{mayIssue.length === 0 ? words.noneToIssue : words.none}</p>
          ) : (
            <DataTable
              id="obstacles.papers"
              label={words.list}
              columns={columnsOf(words, get)}
              source={sourceOfRows(items)}
              rowKey={(row) => row.id}
            />
          )}
          {download.error ? <RefusalNote refusal={download.error} /> : null}
        </>
      )}
    </Answer>
  )
}

function Issue({ itemId, kinds }: { readonly itemId: string; readonly kinds: readonly PaperKind[] }) {
  const words = useMessages(obstaclesMessages).papers
  const [kind, setKind] = useState<PaperKind>()
  const [copiedTo, setCopiedTo] = useState('')
  const [number, setNumber] = useState<string>()
  const item = useOperation(showItem, { itemId })
  const draft = useDownload(draftItemPaper)
  const issue = useCommand(issueItemPaper, { onSuccess: (issued) => setNumber(issued.number) })
  const chosen = kinds.find((each) => each === kind) ?? kinds[0]
  const version = item.data?.version
  const refusal = issue.error ?? draft.error
  if (!chosen) return null
  return (
    <div className="mt-entry no-print">
      <div className="mt-settled">
        <ChoiceField
          aria-label={words.choose}
          value={chosen}
          options={kinds.map((each) => ({ value: each, label: words.kinds[each] }))}
          onChange={(next) => {
            setNumber(undefined)
            setKind((next ?? undefined) as PaperKind | undefined)
          }}
        />
        <Input
          aria-label={words.copiedTo}
          placeholder={words.copiedTo}
          maxLength={200}
          value={copiedTo}
          onChange={(event) => setCopiedTo(event.target.value)}
        />
      </div>
      <div className="k-toolbar">
        <button
          type="button"
          className="k-button"
          disabled={draft.isPending}
          onClick={() => draft.mutate({ itemId, kind: chosen })}
        >
          {words.draft}
        </button>
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={issue.isPending || version === undefined}
          onClick={() =>
            version !== undefined && issue.mutate({ itemId, expectedVersion: version, kind: chosen, copiedTo })
          }
        >
          {words.issue}
        </button>
        <output aria-live="polite" className="mt-said">
          {number === undefined ? '' : words.issued(number)}
        </output>
      </div>
      {refusal ? <RefusalNote refusal={refusal} /> : null}
    </div>
  )
}

function columnsOf(words: Words, get: (paperId: string) => void): readonly Column<PaperLine>[] {
  return [
    { key: 'number', title: words.number, width: 160, isPinned: true, cell: (row) => row.number },
    { key: 'kind', title: words.kind, width: 110, cell: (row) => words.kinds[row.kind] },
    { key: 'recipient', title: words.recipient, width: 150, cell: (row) => row.recipient },
    { key: 'person', title: words.person, width: 110, cell: (row) => row.personName },
    { key: 'at', title: words.at, width: 160, cell: (row) => <InstantText at={row.issuedAt} /> },
    {
      key: 'file',
      title: words.download,
      width: 90,
      cell: (row) => (
        <button type="button" className="k-button k-button-text" onClick={() => get(row.id)}>
          {words.download}
          <span className="k-hidden">: {row.number}</span>
        </button>
      ),
    },
  ]
}
