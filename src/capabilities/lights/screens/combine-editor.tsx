import { Input, Radio, Select } from 'antd'
import { useMessages } from '../../../ui/language.tsx'
import { type Combination, type Condition, type Light, LIGHTS, type RuleBody, type TableRow } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { LightSelect } from './dimension-editor.tsx'
import { SpanFields } from './span-fields.tsx'

/** How several dimensions become one light: the worst of them, or a table read from the top. */
export function CombineEditor({
  body,
  onChange,
}: {
  readonly body: RuleBody
  readonly onChange: (next: Combination) => void
}) {
  const words = useMessages(lightsMessages)
  const { combine, dimensions } = body
  const rows = combine.kind === 'table' ? combine.rows : []
  const row = (index: number, next: TableRow | undefined): void =>
    onChange({ kind: 'table', rows: rows.flatMap((each, place) => (place !== index ? [each] : next ? [next] : [])) })
  return (
    <div className="lights-card">
      <Radio.Group
        aria-label={words.combine}
        value={combine.kind}
        options={[
          { value: 'worst_of', label: words.worstOf },
          { value: 'table', label: words.byTable },
        ]}
        onChange={(event) =>
          onChange(
            event.target.value === 'table'
              ? { kind: 'table', rows: [{ when: {}, light: 'yellow' }] }
              : { kind: 'worst_of' },
          )
        }
      />
      {combine.kind === 'table' ? (
        <>
          <p className="k-quiet">{words.tableRows}</p>
          {rows.map((each, index) => (
            // Rows have no name of their own; their order is what they mean.
            // oxlint-disable-next-line react/no-array-index-key
            <div className="lights-row" key={index}>
              {dimensions.map(({ key }) => (
                <label className="k-filter" key={key}>
                  {key}
                  <Select
                    mode="multiple"
                    style={{ minWidth: 150 }}
                    placeholder={words.anyLight}
                    value={[...(each.when[key] ?? [])]}
                    options={LIGHTS.map((light) => ({ value: light, label: words.lights[light] }))}
                    onChange={(lights: Light[]) => {
                      const others = Object.entries(each.when).filter(([name]) => name !== key)
                      const when = Object.fromEntries(lights.length > 0 ? [...others, [key, lights]] : others)
                      row(index, { ...each, when })
                    }}
                  />
                </label>
              ))}
              <span aria-hidden="true">→</span>
              <LightSelect value={each.light} onChange={(light) => row(index, { ...each, light })} />
              {rows.length > 1 ? (
                <button type="button" className="k-button k-button-text" onClick={() => row(index, undefined)}>
                  {words.remove}
                </button>
              ) : null}
            </div>
          ))}
          <div>
            <button
              type="button"
              className="k-button"
              onClick={() => onChange({ kind: 'table', rows: [...rows, { when: {}, light: 'green' }] })}
            >
              {words.addRow}
            </button>
          </div>
        </>
      ) : null}
    </div>
  )
}

/** Where a rule judges at all. */
export function ConditionsEditor({
  conditions,
  onChange,
}: {
  readonly conditions: readonly Condition[]
  readonly onChange: (next: Condition[]) => void
}) {
  const words = useMessages(lightsMessages)
  const condition = (index: number, next: Condition | undefined): void =>
    onChange(conditions.flatMap((each, place) => (place !== index ? [each] : next ? [next] : [])))
  return (
    <div className="lights-rows">
      {conditions.map((each, index) => (
        // Conditions are being typed; their place tells them apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="lights-row" key={index}>
          <Input
            aria-label={words.key}
            style={{ width: 160 }}
            maxLength={40}
            value={each.key}
            onChange={(event) => condition(index, { ...each, key: event.target.value })}
          />
          <SpanFields span={each} onChange={(next) => condition(index, next)} />
          <button type="button" className="k-button k-button-text" onClick={() => condition(index, undefined)}>
            {words.remove}
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          className="k-button"
          disabled={conditions.length >= 10}
          onClick={() =>
            onChange([
              ...conditions,
              { key: 'year_plan_yuan', from: '10000000', to: null, fromClosed: true, toClosed: false },
            ])
          }
        >
          {words.addCondition}
        </button>
      </div>
    </div>
  )
}
