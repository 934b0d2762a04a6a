import { Form } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { createProject } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { blankBody } from './project-body.ts'
import { ProjectForm, type TypedProject } from './project-form.tsx'

/** Enters a project into the library. */
export default function CreatePage() {
  const words = useMessages(keyProjectsMessages)
  const go = useGo()
  const session = useSession()
  const [form] = Form.useForm<TypedProject>()
  const isOfUnit = session.permissions['key_projects.manage'] === 'unit'
  const [initial] = useState(() => blankBody(isOfUnit ? session.posts[0]?.unitId : undefined))
  const create = useCommand(createProject, { onSuccess: ({ id }) => go(`/key-projects/${id}`) })
  return (
    <>
      <PageHeader title={words.form.createTitle} back={<AppLink to="/key-projects">{words.record.back}</AppLink>} />
      <ProjectForm
        label={words.form.createTitle}
        form={form}
        initial={initial}
        refusal={create.error}
        isSending={create.isPending}
        isNew
        onSubmit={(body, { entry }) =>
          create.mutate({
            ...body,
            ...(entry ? { entry: { on: entry.on ?? null, reason: entry.reason ?? '' } } : {}),
          })
        }
        onCancel={() => go('/key-projects')}
      />
    </>
  )
}
