import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { useDownload, useOperation } from '../../../ui/api.ts'
import { sizeText } from '../../../ui/kit/check-file.ts'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, Section } from '../../../ui/kit/page.tsx'
import { Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import { SubjectLink } from '../../../ui/subjects.tsx'
import { findSimilarItems, type Item, type ItemFile, showItemFile, type TierStanding } from '../contract.ts'
import { useItemWords } from './choices.tsx'
import { FilesField } from './files-field.tsx'
import { PackageReader } from './package-dialogs.tsx'
import { SimilarList } from './similar-list.tsx'

/** What is the matter, as its reporter said it. */
export function FactsPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const { locale } = useLocale()
  const { columns, page, report } = words
  return (
    <Section title={page.facts}>
      <p className="ob-text">{item.text}</p>
      {item.desiredResult ? (
        <p className="ob-text">
          <b>{report.desired}</b> {item.desiredResult}
        </p>
      ) : null}
      {item.ownEfforts ? (
        <p className="ob-text">
          <b>{report.efforts}</b> {item.ownEfforts}
        </p>
      ) : null}
      <Facts
        items={[
          {
            label: columns.subject,
            value: item.subject ? <SubjectLink subject={item.subject} title={item.subject.title} /> : null,
          },
          { label: columns.class, value: words.classes[item.class] },
          { label: columns.origin, value: words.origins[item.origin] },
          { label: page.proposer, value: [item.proposerUnit?.name, item.proposerName].filter(Boolean).join(' · ') },
          { label: columns.reported, value: <InstantText at={item.reportedAt} /> },
          { label: report.neededOn, value: <DayText day={item.neededOn} /> },
          ...(item.node
            ? [
                {
                  label: page.node,
                  value: `${item.node.title}${item.node.plannedOn ? ` · ${page.plannedOn(formatDay(asDay(item.node.plannedOn), locale))}` : ''}`,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Who has it, by when, and what counts as settled. */
export function AssignmentPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const { page, columns } = words
  if (item.leadUnit === null)
    return (
      <Section title={page.assignment}>
        <Empty>{page.notAssigned}</Empty>
      </Section>
    )
  return (
    <Section title={page.assignment}>
      <p className="ob-standard">
        <b>{page.closingStandard}</b> {item.closingStandard || '—'}{' '}
        {item.closingProof ? <Mark tone="notice">{page.provenBy(words.proofs[item.closingProof])}</Mark> : null}
      </p>
      <Facts
        items={[
          { label: columns.unit, value: item.leadUnit.name },
          { label: page.assistants, value: item.assistants.map(({ name }) => name).join('、') },
          { label: page.leader, value: item.leader ? `${item.leader.title} · ${item.leader.personName}` : null },
          { label: page.assigner, value: item.assignerUnit?.name },
          { label: columns.assigned, value: <InstantText at={item.assignedAt} /> },
          { label: page.days, value: item.days === null ? page.byLadder : page.workdays(item.days) },
          ...(item.statutoryDueOn
            ? [{ label: page.statutoryDueOn, value: <DayText day={item.statutoryDueOn} /> }]
            : []),
          { label: columns.returns, value: item.returns },
          { label: columns.extensions, value: item.extensions },
          { label: columns.answered, value: <InstantText at={item.answeredAt} /> },
          { label: columns.closed, value: <InstantText at={item.closedAt} /> },
          ...(item.rating
            ? [
                {
                  label: page.rating,
                  value: [words.ratings[item.rating.rating], item.rating.text].filter(Boolean).join(' · '),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

/** Where it stands on the ladder, where it stood before, and the one page it goes up with. */
export function LadderPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const [isReading, setReading] = useState(false)
  const { page } = words
  return (
    <Section
      title={page.ladder}
      note={page.ladderNote}
      actions={
        item.tiers.length > 0 ? (
          <button type="button" className="k-button" onClick={() => setReading(true)}>
            {page.packageOpen}
          </button>
        ) : null
      }
    >
      {item.tiers.length === 0 ? <Empty>{page.noLadder}</Empty> : null}
      <ol className="ob-ladder">
        {item.tiers.map((standing) => (
          <li key={`${standing.round}-${standing.tier}`} data-current={standing.isCurrent}>
            <Rung standing={standing} />
          </li>
        ))}
      </ol>
      {isReading ? <PackageReader item={item} onClose={() => setReading(false)} /> : null}
    </Section>
  )
}

function Rung({ standing }: { readonly standing: TierStanding }) {
  const words = useItemWords()
  const { page } = words
  return (
    <>
      <b>{words.tierNames[standing.tier] ?? words.tier(standing.tier)}</b>{' '}
      {(words.owners as Readonly<Record<string, string>>)[standing.owner] ?? standing.owner}{' '}
      {standing.isCurrent ? (
        <Mark tone="notice">{page.currentTier}</Mark>
      ) : standing.isAnswerable ? (
        <Mark tone="warn">{page.answerable}</Mark>
      ) : null}{' '}
      {standing.expiredAt ? <Mark tone="bad">{page.expired}</Mark> : null}
      <div className="k-quiet">
        <InstantText at={standing.since} /> {page.tierSince}
        {standing.dueAt ? (
          <>
            {' '}
            · {page.dueAt} <InstantText at={standing.dueAt} />
          </>
        ) : null}
      </div>
      {standing.reason ? <div>{standing.reason}</div> : null}
    </>
  )
}

/** Papers and photos of an item, and a way to add some. */
export function FilesPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const { page } = words
  const isOpen = item.actions.some((action) => action !== 'reopen' && action !== 'rate')
  return (
    <Section title={page.files}>
      {item.files.length === 0 ? <Empty>{page.noFiles}</Empty> : <FileList itemId={item.id} files={item.files} />}
      {isOpen ? (
        <div className="no-print">
          <FilesField key={item.files.length} itemId={item.id} />
        </div>
      ) : null}
    </Section>
  )
}

/** Files as presses that hand them to the browser. */
export function FileList({ itemId, files }: { readonly itemId: string; readonly files: readonly ItemFile[] }) {
  const download = useDownload(showItemFile)
  if (files.length === 0) return null
  return (
    <>
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <ul className="ob-lines">
        {files.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className="ob-link"
              disabled={download.isPending}
              onClick={() => download.mutate({ itemId, fileId: file.id })}
            >
              {file.name}
            </button>{' '}
            <span className="k-quiet">
              {sizeText(file.size)} · <InstantText at={file.at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** Items joined into this one, and others much like it. */
export function SimilarPart({ item }: { readonly item: Item }) {
  const words = useItemWords()
  const { similar } = words
  const found = useOperation(findSimilarItems, {
    title: item.title,
    text: item.text.slice(0, 1000),
    class: item.class,
    ...(item.subject ? { subjectKind: item.subject.kind, subjectId: item.subject.id } : {}),
    exceptId: item.id,
    limit: 5,
  })
  const items = (found.data?.items ?? []).filter(({ id }) => !item.joined.some((each) => each.id === id))
  if (item.joined.length === 0 && items.length === 0) return null
  return (
    <Section title={item.joined.length > 0 ? similar.joinedTitle(item.joined.length) : similar.itemTitle}>
      <ul className="ob-lines">
        {item.joined.map((each) => (
          <li key={each.id}>
            <AppLink to={`/obstacles/${each.id}`}>
              {each.number} {each.title}
            </AppLink>{' '}
            <span className="k-quiet">{each.unitName}</span>
          </li>
        ))}
      </ul>
      {items.length > 0 ? <SimilarList items={items} /> : null}
    </Section>
  )
}
