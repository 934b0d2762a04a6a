import { Form } from 'antd'
import { useState } from 'react'
import { callOperation, useCommand, useOperation } from '../../../ui/api.ts'
import { ConflictDialog } from '../../../ui/kit/dialogs.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, usePathFields } from '../../../ui/navigation.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { listProjectHistory, type Project, type ProjectBody, showProject, updateProject } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { useSponsorOptions, useUnitOptions } from './choices.tsx'
import { fieldText } from './field-text.ts'
import { bodyOf, type Clash, mergeBodies } from './project-body.ts'
import { ProjectForm, type TypedProject } from './project-form.tsx'

/** Changes a project; when somebody else was faster, both changes are put together and only true clashes are asked about. */
export default function EditPage() {
  const { projectId } = usePathFields('projectId')
  const project = useOperation(showProject, { projectId }, { staleMs: Number.POSITIVE_INFINITY })
  return <Answer of={project}>{(found) => <EditForm key={found.id} opened={found} />}</Answer>
}

interface Conflict {
  readonly by: string
  readonly at: string
  readonly version: number
  readonly merged: ProjectBody
  readonly clashes: readonly Clash[]
}

function EditForm({ opened }: { readonly opened: Project }) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const go = useGo()
  const [form] = Form.useForm<TypedProject>()
  // The record the form began with: it stays, whatever live updates bring meanwhile.
  const [base] = useState(() => ({ version: opened.version, body: bodyOf(opened) }))
  const [conflict, setConflict] = useState<Conflict>()
  const names = new Map([...useUnitOptions(), ...useSponsorOptions()].map(({ value, label }) => [value, label]))
  const page = `/key-projects/${opened.id}`
  const update = useCommand(updateProject, { onSuccess: () => go(page) })
  const save = async (body: ProjectBody, expectedVersion: number): Promise<void> => {
    const reason = form.getFieldValue('reason') as string | undefined
    try {
      await update.mutateAsync({ projectId: opened.id, expectedVersion, body, ...(reason ? { reason } : {}) })
    } catch (error) {
      if (!(error instanceof ApiRefusal) || error.kind !== 'conflict') return
      await settle(body)
    }
  }
  const settle = async (mine: ProjectBody): Promise<void> => {
    const [theirs, history] = await Promise.all([
      callOperation(showProject, { projectId: opened.id }),
      callOperation(listProjectHistory, { projectId: opened.id }),
    ])
    const { merged, clashes } = mergeBodies(base.body, mine, bodyOf(theirs))
    if (clashes.length === 0) return save(merged, theirs.version)
    const last = history.items[0]
    setConflict({
      by: last?.actorName ?? words.form.conflictBy,
      at: last?.at ?? theirs.updatedAt,
      version: theirs.version,
      merged,
      clashes,
    })
  }
  const textOf = (field: string, value: unknown) =>
    fieldText(field, value, { words, locale, nameOf: (id) => names.get(id) })
  const isAsked = conflict !== undefined
  return (
    <>
      <PageHeader
        title={words.form.editTitle}
        note={`${opened.number} ${opened.name}`}
        back={<AppLink to={page}>{opened.name}</AppLink>}
      />
      <ProjectForm
        label={words.form.editTitle}
        form={form}
        initial={base.body}
        refusal={update.error?.kind === 'conflict' ? null : update.error}
        isSending={update.isPending}
        onSubmit={(body) => void save(body, base.version)}
        onCancel={() => go(page)}
      />
      {isAsked ? (
        <ConflictDialog
          isOpen
          by={conflict.by}
          at={conflict.at}
          fields={conflict.clashes.map(({ field, mine, theirs }) => ({
            key: field,
            label: words.fields[field as keyof typeof words.fields],
            mine: textOf(field, mine),
            theirs: textOf(field, theirs),
          }))}
          onCancel={() => setConflict(undefined)}
          onResolve={(choice) => {
            const taken = Object.fromEntries(
              conflict.clashes.map(({ field, mine, theirs }) => [field, choice[field] === 'theirs' ? theirs : mine]),
            )
            const body = { ...conflict.merged, ...taken }
            setConflict(undefined)
            form.setFieldsValue(body)
            void save(body, conflict.version)
          }}
        />
      ) : null}
    </>
  )
}
