import { Input, InputNumber, Select } from 'antd'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { Block, BoundWhen, TableBlock } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'
import { FIXED_PLACES } from '../rules/places.ts'
import { useQuestions } from './choices.tsx'

interface BlocksProps {
  readonly blocks: readonly Block[]
  /** Names of the bound numbers, to be put into a text. */
  readonly names: readonly string[]
  readonly onChange: (blocks: readonly Block[]) => void
}

const WHENS = ['this', 'previous', 'year_earlier'] as const satisfies readonly BoundWhen[]

/** The text of a bulletin block by block: headings, paragraphs, tables of lists. */
export function BlocksEditor({ blocks, names, onChange }: BlocksProps) {
  const words = useMessages(bulletinsMessages).editor
  const questions = useQuestions()
  const put = (index: number, block: Block): void => onChange(blocks.map((each, at) => (at === index ? block : each)))
  const move = (index: number, by: -1 | 1): void => {
    const moved = [...blocks]
    const [taken] = moved.splice(index, 1)
    if (taken) moved.splice(index + by, 0, taken)
    onChange(moved)
  }
  const add = (kind: 'heading' | 'paragraph' | 'table'): void => {
    const key = freshKey(blocks)
    if (kind === 'heading') return onChange([...blocks, { kind, key, level: 1, text: '' }])
    if (kind === 'paragraph') return onChange([...blocks, { kind, key, text: '' }])
    const list = questions.lists[0]
    const columns = (list?.columns ?? []).slice(0, 6)
    onChange([
      ...blocks,
      {
        kind,
        key,
        caption: list?.names['zh-CN'] ?? '',
        list: list?.id ?? '',
        of: 'region',
        unitId: null,
        when: 'this',
        columns: columns.map((each) => ({ key: each.key, heading: each.names['zh-CN'], share: 6, digits: null })),
        most: null,
        whenEmpty: '',
      },
    ])
  }
  return (
    <>
      <ol className="bul-blocks">
        {blocks.map((block, index) => (
          <li key={block.key} className="bul-block" aria-label={words.block(index + 1)}>
            <div className="bul-block-head">
              <Mark>{words.blockKinds[block.kind]}</Mark>
              <div className="k-toolbar">
                <button
                  type="button"
                  className="k-button k-button-text"
                  disabled={index === 0}
                  onClick={() => move(index, -1)}
                >
                  {words.up}
                  <span className="k-hidden"> {words.block(index + 1)}</span>
                </button>
                <button
                  type="button"
                  className="k-button k-button-text"
                  disabled={index === blocks.length - 1}
                  onClick={() => move(index, 1)}
                >
                  {words.down}
                  <span className="k-hidden"> {words.block(index + 1)}</span>
                </button>
                <button
                  type="button"
                  className="k-button k-button-text"
                  onClick={() => onChange(blocks.filter((_, at) => at !== index))}
                >
                  {words.remove}
                  <span className="k-hidden"> {words.block(index + 1)}</span>
                </button>
              </div>
            </div>
            <BlockFields block={block} index={index} names={names} onChange={(next) => put(index, next)} />
          </li>
        ))}
      </ol>
      <div className="k-toolbar">
        {(['heading', 'paragraph', 'table'] as const).map((kind) => (
          <button key={kind} type="button" className="k-button" onClick={() => add(kind)}>
            {words.add[kind]}
          </button>
        ))}
      </div>
    </>
  )
}

/** A key no block has: the next number after the greatest. */
function freshKey(blocks: readonly Block[]): string {
  const numbers = blocks.map(({ key }) => Number(key.replace(/\D/g, '')) || 0)
  return `b${Math.max(0, ...numbers) + 1}`
}

interface FieldsProps<B extends Block> {
  readonly block: B
  readonly index: number
  readonly names: readonly string[]
  readonly onChange: (block: Block) => void
}

function BlockFields({ block, index, names, onChange }: FieldsProps<Block>) {
  const words = useMessages(bulletinsMessages).editor
  const label = words.block(index + 1)
  if (block.kind === 'table') return <TableFields block={block} index={index} names={names} onChange={onChange} />
  if (block.kind === 'changes')
    return (
      <Input
        aria-label={`${label} ${words.caption}`}
        value={block.caption}
        maxLength={100}
        onChange={(event) => onChange({ ...block, caption: event.target.value })}
      />
    )
  const insert = (
    <Select<string>
      className="bul-insert"
      aria-label={`${words.insert} ${label}`}
      placeholder={words.insert}
      value={null}
      showSearch
      popupMatchSelectWidth={false}
      options={[...names, ...FIXED_PLACES].map((name) => ({ value: name, label: `{${name}}` }))}
      onChange={(name) => onChange({ ...block, text: `${block.text}{${name}}` })}
    />
  )
  if (block.kind === 'heading')
    return (
      <div className="bul-line">
        <Select<1 | 2 | 3>
          aria-label={`${label} ${words.level}`}
          value={block.level}
          options={([1, 2, 3] as const).map((value) => ({ value, label: words.levels[value] ?? '' }))}
          onChange={(level) => onChange({ ...block, level })}
        />
        <Input
          aria-label={label}
          value={block.text}
          maxLength={200}
          onChange={(event) => onChange({ ...block, text: event.target.value })}
        />
      </div>
    )
  return (
    <>
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: 2 }}
        value={block.text}
        maxLength={5000}
        onChange={(event) => onChange({ ...block, text: event.target.value })}
      />
      {insert}
    </>
  )
}

function TableFields({ block, index, onChange }: FieldsProps<TableBlock>) {
  const words = useMessages(bulletinsMessages).editor
  const { lists, nameOf } = useQuestions()
  const label = words.block(index + 1)
  const list = lists.find(({ id }) => id === block.list)
  const chooseColumns = (keys: readonly string[]): void =>
    onChange({
      ...block,
      columns: keys.map(
        (key) =>
          block.columns.find((each) => each.key === key) ?? {
            key,
            heading: list?.columns.find((each) => each.key === key)?.names['zh-CN'] ?? key,
            share: 6,
            digits: null,
          },
      ),
    })
  return (
    <div className="bul-grid">
      <label className="bul-field">
        {words.caption}
        <Input
          value={block.caption}
          maxLength={100}
          onChange={(event) => onChange({ ...block, caption: event.target.value })}
        />
      </label>
      <label className="bul-field">
        {words.list}
        <ChoiceField
          aria-label={`${label} ${words.list}`}
          value={block.list}
          options={lists.map((each) => ({ value: each.id, label: nameOf(each) }))}
          onChange={(next) => {
            const chosen = lists.find(({ id }) => id === next)
            if (chosen)
              onChange({
                ...block,
                list: chosen.id,
                columns: chosen.columns
                  .slice(0, 6)
                  .map((each) => ({ key: each.key, heading: each.names['zh-CN'], share: 6, digits: null })),
              })
          }}
        />
      </label>
      <label className="bul-field">
        {words.when}
        <ChoiceField
          aria-label={`${label} ${words.when}`}
          value={block.when}
          options={WHENS.map((value) => ({ value, label: words.whens[value] }))}
          onChange={(next) => onChange({ ...block, when: WHENS.find((each) => each === next) ?? 'this' })}
        />
      </label>
      <label className="bul-field">
        {words.most}
        <InputNumber<number>
          className="k-fill"
          min={1}
          max={500}
          precision={0}
          value={block.most}
          onChange={(most) => onChange({ ...block, most: most ?? null })}
        />
      </label>
      <label className="bul-field bul-wide">
        {words.columns}
        <Select<string[]>
          aria-label={`${label} ${words.columns}`}
          mode="multiple"
          value={block.columns.map(({ key }) => key)}
          options={(list?.columns ?? []).map((each) => ({ value: each.key, label: nameOf(each) }))}
          onChange={chooseColumns}
        />
      </label>
      <div className="bul-wide bul-column-list">
        {block.columns.map((column, at) => (
          <div key={column.key} className="bul-column">
            <Input
              aria-label={`${label} ${words.heading} ${at + 1}`}
              value={column.heading}
              maxLength={30}
              onChange={(event) =>
                onChange({
                  ...block,
                  columns: block.columns.map((each) =>
                    each.key === column.key ? { ...each, heading: event.target.value } : each,
                  ),
                })
              }
            />
            <InputNumber<number>
              aria-label={`${label} ${words.share} ${at + 1}`}
              min={1}
              max={40}
              precision={0}
              value={column.share}
              onChange={(share) =>
                onChange({
                  ...block,
                  columns: block.columns.map((each) =>
                    each.key === column.key ? { ...each, share: share ?? 1 } : each,
                  ),
                })
              }
            />
          </div>
        ))}
      </div>
      <label className="bul-field bul-wide">
        {words.whenEmpty}
        <Input
          value={block.whenEmpty}
          maxLength={200}
          onChange={(event) => onChange({ ...block, whenEmpty: event.target.value })}
        />
      </label>
    </div>
  )
}
