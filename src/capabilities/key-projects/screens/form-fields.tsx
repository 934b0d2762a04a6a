import { Input, InputNumber, Select } from 'antd'
import { asSquareMetres, parseArea, toMu } from '../../../kernel/area.ts'
import { formatMoney } from '../../../kernel/format.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { MoneyField } from '../../../ui/kit/fields.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { LIST_CLASSES, LIST_LEVELS, type Membership, STAGES } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { thisYear } from './today.ts'

interface Entry<T> {
  readonly id?: string
  readonly value?: T | null
  readonly onChange?: (value: T | null) => void
}

/** Land, given and taken in square metres, typed in 亩. */
export function MuField({ value, onChange, ...rest }: Entry<number>) {
  const words = useMessages(keyProjectsMessages)
  const take = (typed: string | null): void => {
    if (typed === null || typed === '') return onChange?.(null)
    const area = parseArea(typed, 'mu')
    if (area.ok) onChange?.(area.value)
  }
  const shown =
    value === null || value === undefined ? null : String(Math.round(toMu(asSquareMetres(value)) * 1e4) / 1e4)
  return (
    <InputNumber<string>
      {...rest}
      className="k-fill"
      stringMode
      controls={false}
      suffix={words.form.mu}
      value={shown}
      onChange={take}
    />
  )
}

/** Project codes, one after another. */
export function CodesField({ value, onChange, ...rest }: Entry<readonly string[]>) {
  return (
    <Select
      {...rest}
      mode="tags"
      className="k-fill"
      open={false}
      suffixIcon={null}
      tokenSeparators={[' ', ',', '，', '、', ';']}
      value={value ? [...value] : []}
      onChange={(codes: string[]) => onChange?.(codes.map((code) => code.trim()).filter(Boolean))}
    />
  )
}

/** The lists a project is on, a line each. */
export function MembershipsField({ id, value, onChange }: Entry<readonly Membership[]>) {
  const words = useMessages(keyProjectsMessages)
  const lines = value ?? []
  const change = (index: number, part: Partial<Membership>): void =>
    onChange?.(lines.map((line, place) => (place === index ? { ...line, ...part } : line)))
  const add = (): void =>
    onChange?.([...lines, { level: 'county', year: thisYear(), listClass: 'continuing', batch: '' }])
  return (
    <div className="k-stack" id={id}>
      {lines.map((line, index) => (
        // A line has no name of its own; its place is what tells it apart.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="k-toolbar" key={index}>
          <InputNumber<number>
            aria-label={words.fields.year}
            value={line.year}
            min={2000}
            max={2100}
            controls={false}
            style={{ width: 80 }}
            onChange={(year) => change(index, { year: year ?? thisYear() })}
          />
          <Select
            aria-label={words.fields.level}
            style={{ width: 110 }}
            value={line.level}
            options={LIST_LEVELS.map((level) => ({ value: level, label: words.levels[level] }))}
            onChange={(level) => change(index, { level })}
          />
          <Select
            aria-label={words.fields.listClass}
            style={{ width: 120 }}
            value={line.listClass}
            options={LIST_CLASSES.map((each) => ({ value: each, label: words.classes[each] }))}
            onChange={(listClass) => change(index, { listClass })}
          />
          <Input
            aria-label={words.fields.batch}
            placeholder={words.fields.batch}
            style={{ width: 120 }}
            maxLength={50}
            value={line.batch}
            onChange={(event) => change(index, { batch: event.target.value })}
          />
          <Select
            aria-label={words.lists.listStatus}
            style={{ width: 150 }}
            value={line.listStatus ?? ''}
            options={[
              { value: '', label: words.lists.sameStatus },
              ...STAGES.map((stage) => ({ value: stage as string, label: words.stages[stage] })),
            ]}
            onChange={(stage) =>
              onChange?.(lines.map((each, place) => (place === index ? withStatus(each, stage) : each)))
            }
          />
          <button
            type="button"
            className="k-button k-button-text"
            onClick={() => onChange?.(lines.filter((_, place) => place !== index))}
          >
            {words.form.removeMembership}
          </button>
        </div>
      ))}
      <div>
        <button type="button" className="k-button" onClick={add}>
          {words.form.addMembership}
        </button>
      </div>
    </div>
  )
}

function withStatus({ level, year, listClass, batch }: Membership, stage: string): Membership {
  const listStatus = STAGES.find((each) => each === stage)
  return { level, year, listClass, batch, ...(listStatus === undefined ? {} : { listStatus }) }
}

const NO_MONTHS: readonly number[] = Array.from({ length: 12 }, () => 0)

/** The year's plan by month, twelve amounts or none; says what they add up to. */
export function MonthlyField({
  id,
  value,
  onChange,
  yearPlan,
}: Entry<readonly number[]> & { readonly yearPlan: number | null | undefined }) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const sum = (value ?? []).reduce((total, each) => total + each, 0)
  const money = (yuan: number) => formatMoney(asYuan(yuan), locale)
  const isOff = value && yearPlan !== null && yearPlan !== undefined && sum !== yearPlan
  return (
    <div className="k-stack" id={id}>
      <label>
        <input
          type="checkbox"
          checked={Boolean(value)}
          onChange={(event) => onChange?.(event.target.checked ? NO_MONTHS : null)}
        />{' '}
        {words.form.monthlyOn}
      </label>
      {value ? (
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))', gap: 8 }}>
          {value.map((amount, index) => (
            // The twelve months never change places.
            // oxlint-disable-next-line react/no-array-index-key
            <label key={index} className="k-stack-label">
              {words.form.month(index + 1)}
              <MoneyField
                value={amount}
                onChange={(next) => onChange?.(value.map((each, place) => (place === index ? (next ?? 0) : each)))}
              />
            </label>
          ))}
        </div>
      ) : null}
      {value ? (
        <span className={isOff ? 'k-error' : 'k-quiet'}>
          {isOff ? words.form.monthlyDiffers(money(sum), money(yearPlan)) : words.form.monthlySum(money(sum))}
        </span>
      ) : null}
    </div>
  )
}
