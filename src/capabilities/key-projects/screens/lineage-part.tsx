import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField, DayField, MoneyField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { beginPhase, type Link, listLineage, type Project, replaceInvestor } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import { SplitDialog } from './split-dialog.tsx'
import { today } from './today.ts'

type Act = 'phase' | 'investor' | 'split'

/** Where a project came from and what became of it, with the acts that add to it. */
export function LineagePart({ project }: { readonly project: Project }) {
  const words = useMessages(keyProjectsMessages)
  const lineage = useOperation(listLineage, { projectId: project.id })
  const mayJudge = useMay('key_projects.lists')
  const [act, setAct] = useState<Act>()
  const close = (): void => setAct(undefined)
  const isKept = project.withdrawnReason === null
  const mayEdit = project.actions.includes('edit')
  return (
    <Section
      title={words.lineage.title}
      actions={
        <>
          {isKept && mayJudge ? (
            <AppLink className="k-button" to={`/key-projects/duplicates?project=${project.id}`}>
              {words.lineage.findDuplicates}
            </AppLink>
          ) : null}
          {mayEdit ? (
            <>
              <button type="button" className="k-button" onClick={() => setAct('phase')}>
                {words.lineage.addPhase}
              </button>
              <button type="button" className="k-button" onClick={() => setAct('investor')}>
                {words.lineage.replace}
              </button>
            </>
          ) : null}
          {isKept && mayJudge ? (
            <button type="button" className="k-button" onClick={() => setAct('split')}>
              {words.lineage.split2}
            </button>
          ) : null}
        </>
      }
    >
      <Answer of={lineage}>
        {({ items, formerNames }) =>
          items.length + formerNames.length === 0 ? (
            <p className="k-quiet">{words.lineage.empty}</p>
          ) : (
            <ul className="k-stack">
              {items.map((link) => (
                <LinkLine key={link.id} link={link} />
              ))}
              {formerNames.map(({ name, until }) => (
                <li key={`${name}${until}`}>
                  <Mark>{words.record.formerNames}</Mark> {name} （{words.record.until(until)}）
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      {act === 'phase' ? <PhaseDialog project={project} onClose={close} /> : null}
      {act === 'investor' ? <InvestorDialog project={project} onClose={close} /> : null}
      {act === 'split' ? <SplitDialog project={project} onClose={close} /> : null}
    </Section>
  )
}

function LinkLine({ link }: { readonly link: Link }) {
  const words = useMessages(keyProjectsMessages)
  const { kind, direction, other, before, after } = link
  return (
    <li>
      <Mark tone="notice">{words.lineage.kinds[kind]}</Mark> <DayText day={link.on} />{' '}
      {kind === 'investor'
        ? words.lineage.investor(before ?? '', after ?? '')
        : words.lineage[kind][sideOf(kind, direction)]}{' '}
      {other ? (
        <AppLink to={`/key-projects/${other.id}`}>
          {other.number} {other.name}
        </AppLink>
      ) : null}{' '}
      {link.amount === null ? null : <MoneyText yuan={link.amount} />}{' '}
      {kind === 'phase' ? (
        <span className="k-quiet">{link.insideScope ? words.lineage.insideScope : words.lineage.outsideScope}</span>
      ) : null}
      <span className="k-quiet">
        {' '}
        {link.reason} · {link.personName}
      </span>
    </li>
  )
}

/** A merger reads the other way round: the older record went into the one that stays. */
function sideOf(kind: Link['kind'], direction: Link['direction']): Link['direction'] {
  if (kind !== 'merged') return direction
  return direction === 'to' ? 'from' : 'to'
}

interface DialogProps {
  readonly project: Project
  readonly onClose: () => void
}

interface PhaseTyped {
  readonly name: string
  readonly increment: number
  readonly insideScope?: boolean
  readonly on: string
  readonly reason: string
}

function PhaseDialog({ project, onClose }: DialogProps) {
  const words = useMessages(keyProjectsMessages)
  const go = useGo()
  const begin = useCommand(beginPhase, { onSuccess: ({ id }) => go(`/key-projects/${id}`) })
  return (
    <Modal open title={words.lineage.addPhase} footer={null} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{words.lineage.phaseNote}</p>
      <RecordForm<PhaseTyped>
        label={words.lineage.addPhase}
        initial={{ on: today() }}
        refusal={begin.error}
        isSending={begin.isPending}
        onCancel={onClose}
        onSubmit={(typed) => begin.mutate({ ...typed, insideScope: typed.insideScope ?? false, projectId: project.id })}
      >
        <Field name="name" label={words.fields.name} isRequired isWide>
          <Input maxLength={200} />
        </Field>
        <Field name="increment" label={words.lineage.increment} isRequired>
          <MoneyField />
        </Field>
        <Field name="on" label={words.life.on} isRequired>
          <DayField />
        </Field>
        <Field name="insideScope" label={words.fields.insideScope} valueProp="checked" isWide>
          <Checkbox>{words.lineage.insideScope}</Checkbox>
        </Field>
        <Field name="reason" label={words.fields.reason} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

interface InvestorTyped {
  readonly enterprise: string
  readonly creditCode?: string
  readonly investorType?: Project['investorType']
  readonly on: string
  readonly reason: string
}

function InvestorDialog({ project, onClose }: DialogProps) {
  const words = useMessages(keyProjectsMessages)
  const replace = useCommand(replaceInvestor, { onSuccess: onClose })
  return (
    <Modal open title={words.lineage.replace} footer={null} mask={{ closable: false }} onCancel={onClose}>
      <p className="k-quiet">{words.lineage.replaceNote}</p>
      <RecordForm<InvestorTyped>
        label={words.lineage.replace}
        initial={{ on: today(), investorType: project.investorType }}
        refusal={replace.error}
        isSending={replace.isPending}
        onCancel={onClose}
        onSubmit={(typed) =>
          replace.mutate({
            projectId: project.id,
            expectedVersion: project.version,
            enterprise: typed.enterprise,
            creditCode: typed.creditCode || null,
            investorType: typed.investorType ?? null,
            on: typed.on,
            reason: typed.reason,
          })
        }
      >
        <Field name="enterprise" label={words.fields.enterprise} isRequired isWide>
          <Input maxLength={200} />
        </Field>
        <Field name="creditCode" label={words.fields.creditCode}>
          <Input maxLength={18} />
        </Field>
        <Field name="investorType" label={words.fields.investorType}>
          <ChoiceField options={optionsOf(words.investors)} />
        </Field>
        <Field name="on" label={words.life.on} isRequired>
          <DayField />
        </Field>
        <Field name="reason" label={words.fields.reason} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
