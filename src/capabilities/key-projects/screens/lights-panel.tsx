import './lights-panel.css'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import type { OutputOf } from '../../../kernel/operation.ts'
import type { Period } from '../../../kernel/period.ts'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { LightTag } from '../../../ui/kit/marks.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { SubjectRef } from '../../../ui/screens.ts'
import { useMay } from '../../../ui/session.tsx'
import { askExcuse, listExcuses, type Project, showProject } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField } from './choices.tsx'
import { ExcuseTable } from './excuse-table.tsx'
import { lightSentence } from './light-sentence.ts'
import { thisYear } from './today.ts'

type Excuses = OutputOf<typeof listExcuses>

/** The light of a project by dimension with the reason of each, and the excuses asked and granted. */
export default function LightsPanel({ subject }: { readonly subject: SubjectRef }) {
  const { excuses: said } = useMessages(keyProjectsMessages)
  const project = useOperation(showProject, { projectId: subject.id })
  const excuses = useOperation(listExcuses, { projectId: subject.id })
  const [isAsking, setAsking] = useState(false)
  return (
    <Answer of={project}>
      {(found) => (
        <>
          <Dimensions project={found} />
          <Answer of={excuses}>
            {(listed) => (
              <section>
                <div className="k-section-head">
                  <h3 className="k-section-title">{said.title}</h3>
                  <span className="k-quiet">{said.note}</span>
                  {listed.actions.includes('ask') ? (
                    <div className="k-toolbar">
                      <button type="button" className="k-button" onClick={() => setAsking(true)}>
                        {said.ask}
                      </button>
                    </div>
                  ) : null}
                </div>
                {listed.items.length > 0 ? <ExcuseTable items={listed.items} /> : null}
                {isAsking ? (
                  <AskDialog projectId={subject.id} excuses={listed} onClose={() => setAsking(false)} />
                ) : null}
              </section>
            )}
          </Answer>
        </>
      )}
    </Answer>
  )
}

function Dimensions({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const mayReadRules = useMay('lights.view')
  const { excuses: said } = words
  return (
    <>
      <p className="k-quiet">
        {project.lightRule && mayReadRules ? (
          <AppLink to={`/lights/${project.lightRule.code}`}>{said.rule(project.lightRule.version)}</AppLink>
        ) : project.lightRule ? (
          said.rule(project.lightRule.version)
        ) : (
          said.noRule
        )}
      </p>
      <ul className="light-dimensions" aria-label={said.dimensions}>
        {project.lightDimensions.map(({ key, light, reason }) => (
          <li key={key}>
            <b>{words.dimensions[key] ?? key}</b> <LightTag colour={light} word={words.lights[light]} />
            <span className="k-quiet"> {lightSentence({ lightReason: reason }, words)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

interface AskValues {
  readonly dimension: string
  readonly code: string
  readonly fromPeriod: Period
  readonly untilPeriod: Period
  readonly reason: string
}

function AskDialog({
  projectId,
  excuses,
  onClose,
}: {
  readonly projectId: string
  readonly excuses: Excuses
  readonly onClose: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const { excuses: said } = words
  const ask = useCommand(askExcuse, { onSuccess: onClose })
  const [dimension, setDimension] = useState<string>()
  const open = excuses.dimensions.filter((each) => each.codes.length > 0)
  const codes = open.find((each) => each.key === dimension)?.codes ?? []
  return (
    <Modal open title={said.ask} footer={null} width={640} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{open.length === 0 ? said.none : said.note}</p>
      <RecordForm<AskValues>
        label={said.ask}
        refusal={ask.error}
        isSending={ask.isPending}
        onCancel={onClose}
        onValues={(values) => setDimension(values.dimension)}
        onSubmit={(values) => ask.mutate({ projectId, ...values })}
      >
        <Field name="dimension" label={said.dimension} isRequired>
          <ChoiceField options={open.map(({ key }) => ({ value: key, label: words.dimensions[key] ?? key }))} />
        </Field>
        <Field name="code" label={said.code} isRequired>
          <ChoiceField options={codes.map((code) => ({ value: code, label: words.excuseNames[code] ?? code }))} />
        </Field>
        <Field name="fromPeriod" label={said.from} isRequired>
          <MonthField year={thisYear()} />
        </Field>
        <Field name="untilPeriod" label={said.until} isRequired>
          <MonthField year={thisYear()} />
        </Field>
        <Field name="reason" label={said.reason} isRequired isWide>
          <Input.TextArea rows={3} maxLength={1000} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
