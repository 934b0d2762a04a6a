import { Input, Radio } from 'antd'
import type { OutputOf } from '../../../kernel/operation.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { listTemplates, makePlan, type showPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { UnitField } from './choices.tsx'
import './schedules.css'

const BLANK = 'blank'

interface Values {
  readonly template: string
  readonly openOn: string
  readonly startOn: string | null
  readonly unitId: string | null
  readonly reason?: string
}

/** Where a plan begins: a template of the kind of project, the opening day, and who answers until somebody is named. */
export function MakePart({
  shown,
  onDone,
}: {
  readonly shown: OutputOf<typeof showPlan>
  readonly onDone?: () => void
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const language = locale === 'en' ? 'en' : 'zh'
  const templates = useOperation(listTemplates, {}, { staleMs: 600_000 })
  const make = useCommand(makePlan, onDone ? { onSuccess: onDone } : {})
  const { suggested, plan } = shown
  return (
    <Section title={words.make.title}>
      <Answer of={templates}>
        {({ items }) => (
          <RecordForm<Values>
            label={words.make.title}
            initial={{
              template:
                suggested.template && items.some(({ id }) => id === suggested.template) ? suggested.template : BLANK,
              openOn: plan?.frame.openOn ?? suggested.openOn ?? '',
              startOn: plan?.frame.startOn ?? suggested.startOn,
              unitId: shown.unitId,
            }}
            submitLabel={words.make.submit}
            refusal={make.error}
            isSending={make.isPending}
            {...(onDone ? { onCancel: onDone } : {})}
            onSubmit={({ template, reason, ...values }) =>
              make.mutate({
                projectId: shown.projectId,
                ...values,
                template: template === BLANK ? null : template,
                locale: language,
                expectedVersion: plan?.version ?? null,
                ...(reason ? { reason } : {}),
              })
            }
          >
            {plan ? <p className="k-form-wide schedules-lead">{words.make.replaced}</p> : null}
            <Field name="template" label={words.make.choose} isRequired isWide>
              <Radio.Group className="schedules-templates">
                {items.map((template) => (
                  <Radio key={template.id} value={template.id}>
                    <b>{template.name[language]}</b>
                    {template.id === suggested.template ? (
                      <span className="k-mark k-mark-notice">{words.make.suggested}</span>
                    ) : null}
                    <span className="k-quiet">
                      {template.about[language]} · {words.make.about(template.nodes, template.permits)}
                    </span>
                  </Radio>
                ))}
                <Radio value={BLANK}>
                  <b>{words.make.blank}</b>
                  <span className="k-quiet">{words.make.blankAbout}</span>
                </Radio>
              </Radio.Group>
            </Field>
            <Field name="openOn" label={words.make.openOn} isRequired>
              <DayField />
            </Field>
            <Field name="startOn" label={words.make.startOn}>
              <DayField />
            </Field>
            <Field name="unitId" label={words.make.unit}>
              <UnitField />
            </Field>
            {plan ? (
              <Field name="reason" label={words.make.reason} isRequired>
                <Input maxLength={500} />
              </Field>
            ) : null}
          </RecordForm>
        )}
      </Answer>
    </Section>
  )
}
