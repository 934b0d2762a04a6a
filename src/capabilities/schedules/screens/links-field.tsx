import { Form, InputNumber, Select } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import { schedulesMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'

/** What a node comes after: any number of links, each with its type and lag. */
export function LinksField({
  nodes,
}: {
  readonly nodes: readonly { readonly value: string; readonly label: string }[]
}) {
  const words = useMessages(schedulesMessages)
  const texts = words.edit
  return (
    <fieldset className="k-form-wide schedules-links">
      <legend>{texts.predecessors}</legend>
      <Form.List name="links">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <div key={key} className="schedules-link">
                <Form.Item name={[name, 'from']} rules={[{ required: true, message: texts.from }]} noStyle>
                  <Select
                    aria-label={texts.from}
                    className="schedules-link-from"
                    placeholder={texts.from}
                    options={[...nodes]}
                    showSearch={{ optionFilterProp: 'label' }}
                  />
                </Form.Item>
                <Form.Item name={[name, 'type']} noStyle>
                  <Select
                    aria-label={texts.type}
                    options={optionsOf(words.linkTypes)}
                    popupMatchSelectWidth={false}
                    className="schedules-link-type"
                  />
                </Form.Item>
                <Form.Item name={[name, 'lag']} noStyle>
                  <InputNumber
                    aria-label={texts.lag}
                    title={texts.lag}
                    controls={false}
                    className="schedules-link-lag"
                  />
                </Form.Item>
                <Form.Item name={[name, 'lagKind']} noStyle>
                  <Select
                    aria-label={texts.lagKind}
                    options={optionsOf(words.dayKinds)}
                    className="schedules-link-type"
                  />
                </Form.Item>
                <button type="button" className="k-button k-button-text" onClick={() => remove(name)}>
                  {texts.removeLink}
                </button>
              </div>
            ))}
            <button type="button" className="k-button" onClick={() => add({ type: 'FS', lag: 0, lagKind: 'working' })}>
              {texts.addLink}
            </button>
          </>
        )}
      </Form.List>
    </fieldset>
  )
}
