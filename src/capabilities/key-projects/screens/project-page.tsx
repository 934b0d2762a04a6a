import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { HistoryList } from '../../../ui/kit/history-list.tsx'
import { LightTag, Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { RecordPanels } from '../../../ui/panels.tsx'
import { listProjectHistory, type Project, restoreProject, showProject, withdrawProject } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { useSponsorOptions, useUnitOptions } from './choices.tsx'
import { fieldText } from './field-text.ts'
import { LineagePart } from './lineage-part.tsx'
import { ProjectParts } from './project-parts.tsx'
import { StagePart } from './stage-path.tsx'
import { StatisticsDialog } from './statistics-dialog.tsx'

/** One project whole: its parts, what neighbours show of it, and its history. */
export default function ProjectPage() {
  const { projectId } = usePathFields('projectId')
  const project = useOperation(showProject, { projectId })
  return <Answer of={project}>{(found) => <ProjectRecord project={found} />}</Answer>
}

function ProjectRecord({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  return (
    <>
      <PageHeader
        back={<AppLink to="/key-projects">{words.record.back}</AppLink>}
        title={project.name}
        note={[project.number, project.enterprise, project.unitName].filter(Boolean).join(' · ')}
        marks={
          <>
            <LightTag colour={project.light} word={words.lights[project.light]} />{' '}
            <Mark tone="notice">{words.stages[project.stage]}</Mark>
          </>
        }
        actions={<Actions project={project} />}
      />
      {project.withdrawnReason === null ? null : (
        <p className="k-refusal" role="note">
          {words.record.withdrawnNote(project.withdrawnReason)}
        </p>
      )}
      <StagePart project={project} />
      <ProjectParts project={project} />
      <LineagePart project={project} />
      <RecordPanels subject={{ kind: 'key_project', id: project.id }} />
      <History projectId={project.id} />
    </>
  )
}

function Actions({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const [open, setOpen] = useState<'withdraw' | 'enter_statistics'>()
  const close = (): void => setOpen(undefined)
  const withdraw = useCommand(withdrawProject, { onSuccess: close })
  const restore = useCommand(restoreProject)
  const key = { projectId: project.id, expectedVersion: project.version }
  const can = (action: Project['actions'][number]) => project.actions.includes(action)
  return (
    <>
      {restore.error ? <RefusalNote refusal={restore.error} /> : null}
      {can('edit') ? (
        <AppLink className="k-button k-button-primary" to={`/key-projects/${project.id}/edit`}>
          {words.actions.edit}
        </AppLink>
      ) : null}
      {can('enter_statistics') ? (
        <button type="button" className="k-button k-button-primary" onClick={() => setOpen('enter_statistics')}>
          {words.actions.enter_statistics}
        </button>
      ) : null}
      {can('withdraw') ? (
        <button type="button" className="k-button" onClick={() => setOpen('withdraw')}>
          {words.actions.withdraw}
        </button>
      ) : null}
      {can('restore') ? (
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={restore.isPending}
          onClick={() => restore.mutate(key)}
        >
          {words.actions.restore}
        </button>
      ) : null}
      <button type="button" className="k-button" onClick={() => window.print()}>
        {words.record.print}
      </button>
      <ConfirmWithReason
        isOpen={open === 'withdraw'}
        title={words.record.withdraw}
        isDanger
        isSending={withdraw.isPending}
        refusal={withdraw.error}
        onCancel={close}
        onConfirm={(reason) => withdraw.mutate({ ...key, reason })}
      >
        <p>{words.record.withdrawNote}</p>
      </ConfirmWithReason>
      {open === 'enter_statistics' ? <StatisticsDialog project={project} onClose={close} /> : null}
    </>
  )
}

function History({ projectId }: { readonly projectId: string }) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const history = useOperation(listProjectHistory, { projectId })
  const names = new Map([...useUnitOptions(), ...useSponsorOptions()].map(({ value, label }) => [value, label]))
  const textOf = (field: string, value: unknown) =>
    fieldText(field, value, { words, locale, nameOf: (id) => names.get(id) })
  const labels: Readonly<Record<string, string>> = words.fields
  return (
    <Section title={words.record.history}>
      <Answer of={history}>
        {({ items }) => (
          <HistoryList
            entries={items.map((each) => ({
              id: each.id,
              at: each.at,
              who: each.actorName,
              ...(each.onBehalfOf ? { onBehalfOf: each.onBehalfOf } : {}),
              what: words.topics[each.topic] ?? each.topic,
              ...(each.reason ? { reason: each.reason } : {}),
              changes:
                each.topic === 'key_projects.created'
                  ? []
                  : each.changes.map(({ field, before, after }) => ({
                      label: labels[field] ?? field,
                      before: textOf(field, before),
                      after: textOf(field, after),
                    })),
            }))}
          />
        )}
      </Answer>
    </Section>
  )
}
