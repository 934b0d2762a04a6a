import { useState } from 'react'
import { sourceOfRows, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMay } from '../../../ui/session.tsx'
import { type LadderTier, type LadderVersion, listLadders } from '../contract.ts'
import { type ItemWords, useItemWords } from './choices.tsx'
import { PublishDialog } from './ladder-dialog.tsx'
import './obstacles.css'
import { SettingsPart } from './settings-part.tsx'

/** The ladder in force, its earlier versions and the time limits of the loop; the supervision office changes both. */
export default function LadderPage() {
  const words = useItemWords()
  const mayManage = useMay('items.manage')
  const [isPublishing, setPublishing] = useState(false)
  const ladders = useOperation(listLadders, {})
  const { ladder } = words
  const current = ladders.data?.items.find(({ isCurrent }) => isCurrent)
  return (
    <>
      <PageHeader
        title={ladder.title}
        note={ladder.note}
        actions={
          mayManage && current ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setPublishing(true)}>
              {ladder.publish}
            </button>
          ) : null
        }
      />
      <Answer of={ladders}>
        {({ items }) => (
          <>
            {items
              .filter(({ isCurrent }) => isCurrent)
              .map((version) => (
                <Section key={version.number} title={ladder.current(version.number)} note={<Published of={version} />}>
                  <Tiers version={version} />
                </Section>
              ))}
            {items.length > 1 ? (
              <Section title={ladder.versions}>
                {items
                  .filter(({ isCurrent }) => !isCurrent)
                  .map((version) => (
                    <details key={version.number}>
                      <summary>
                        {version.number} · {version.name} · <Published of={version} />
                      </summary>
                      <Tiers version={version} />
                    </details>
                  ))}
              </Section>
            ) : null}
          </>
        )}
      </Answer>
      <SettingsPart />
      {isPublishing && current ? <PublishDialog current={current} onClose={() => setPublishing(false)} /> : null}
    </>
  )
}

function Published({ of }: { readonly of: LadderVersion }) {
  const { ladder } = useItemWords()
  return (
    <span>
      {of.name} · {ladder.basis}: {of.basis}
      {of.number > 1 ? (
        <>
          {' '}
          · {of.publishedBy} <InstantText at={of.publishedAt} />
        </>
      ) : null}
    </span>
  )
}

function Tiers({ version }: { readonly version: LadderVersion }) {
  const words = useItemWords()
  return (
    <DataTable
      id="obstacles.ladder"
      label={words.ladder.current(version.number)}
      columns={columnsOf(words)}
      source={sourceOfRows(version.body.tiers)}
      rowKey={(row) => String(row.tier)}
    />
  )
}

function columnsOf(words: ItemWords): readonly Column<LadderTier>[] {
  const { ladder } = words
  const answer = ({ answerDays, meetingDecides }: LadderTier): string | number =>
    answerDays === null || meetingDecides ? ladder.meeting : answerDays === 0 ? ladder.sameDay : answerDays
  return [
    { key: 'tier', title: ladder.columns.tier, cell: (row) => words.tier(row.tier) },
    { key: 'owner', title: ladder.columns.owner, width: 200, cell: (row) => words.owners[row.owner] },
    { key: 'answer', title: ladder.columns.answer, kind: 'number', cell: answer },
    { key: 'solve', title: ladder.columns.solve, kind: 'number', cell: (row) => row.solveDays ?? ladder.decided },
    { key: 'hard', title: ladder.columns.hard, kind: 'number', cell: (row) => row.hardSolveDays ?? '—' },
    {
      key: 'order',
      title: ladder.columns.order,
      cell: (row) => (row.orderAtExpiry ? words.colours[row.orderAtExpiry] : ladder.noOrder),
    },
    { key: 'minutes', title: ladder.columns.minutes, cell: (row) => (row.needsMinutes ? ladder.yes : ladder.no) },
  ]
}
