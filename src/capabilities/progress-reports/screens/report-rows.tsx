import { Checkbox, Form, Input } from 'antd'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { ReportNode } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { UnitField } from './choices.tsx'

/** The nodes that fall into the period: when each was done, or why it was missed. */
export function NodeFields({ nodes }: { readonly nodes: readonly ReportNode[] }) {
  const words = useMessages(progressReportsMessages)
  if (nodes.length === 0) return null
  return (
    <fieldset className="k-form-wide pr-rows">
      <legend>{words.report.nodes}</legend>
      {nodes.map((node, index) => (
        <div key={node.nodeId} className="pr-row">
          <p>
            <b>{node.name}</b>{' '}
            <span className="k-quiet">
              {words.report.nodePlanned} <DayText day={node.plannedOn} />
            </span>
          </p>
          <Field name={['body', 'nodes', index, 'doneOn']} label={words.report.nodeDone}>
            <DayField />
          </Field>
          <Field name={['body', 'nodes', index, 'reason']} label={words.report.nodeReason}>
            <Input maxLength={500} />
          </Field>
        </div>
      ))}
    </fieldset>
  )
}

/** Problems, added one by one; where somebody promised to solve one, who, what and by when. */
export function ProblemFields() {
  const words = useMessages(progressReportsMessages)
  return (
    <fieldset className="k-form-wide pr-rows">
      <legend>{words.report.problems}</legend>
      <p className="k-quiet">{words.report.problemsHint}</p>
      <Form.List name={['body', 'problems']}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }) => (
              <div key={key} className="pr-row">
                <Form.Item name={[name, 'text']} label={words.report.problemText} className="k-form-wide">
                  <Input.TextArea autoSize={{ minRows: 1, maxRows: 4 }} maxLength={1000} />
                </Form.Item>
                {(['promiseId', 'itemId'] as const).map((field) => (
                  <Form.Item key={field} name={[name, field]} hidden>
                    <Input />
                  </Form.Item>
                ))}
                <PromiseFields index={name} />
                <button type="button" className="k-button k-button-text" onClick={() => remove(name)}>
                  {words.report.removeProblem}
                </button>
              </div>
            ))}
            <button type="button" className="k-button" onClick={() => add({})}>
              {words.report.addProblem}
            </button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}

function PromiseFields({ index }: { readonly index: number }) {
  const words = useMessages(progressReportsMessages)
  const form = Form.useFormInstance()
  const row = ['body', 'problems', index] as const
  const hasPromise = Form.useWatch([...row, 'hasPromise'], form) as boolean | undefined
  const promiseId = Form.useWatch([...row, 'promiseId'], form) as string | null | undefined
  const itemId = Form.useWatch([...row, 'itemId'], form) as string | null | undefined
  if (promiseId) return <AppLink to={`/promises/${promiseId}`}>{words.report.promiseKept}</AppLink>
  if (itemId) return <AppLink to={`/obstacles/${itemId}`}>{words.report.itemOpened}</AppLink>
  return (
    <>
      <Form.Item name={[index, 'hasPromise']} valuePropName="checked" className="k-form-wide">
        <Checkbox>{words.report.withPromise}</Checkbox>
      </Form.Item>
      {hasPromise ? (
        <>
          <Form.Item name={[index, 'action']} label={words.report.promiseAction} required className="k-form-wide">
            <Input maxLength={1000} />
          </Form.Item>
          <Form.Item name={[index, 'ownerText']} label={words.report.promiseOwner}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name={[index, 'unitId']} label={words.report.promiseUnit}>
            <UnitField />
          </Form.Item>
          <Form.Item name={[index, 'dueOn']} label={words.report.promiseDueOn} required>
            <DayField />
          </Form.Item>
        </>
      ) : null}
    </>
  )
}
