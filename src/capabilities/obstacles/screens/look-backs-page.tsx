import { Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { addDays } from '../../../kernel/day.ts'
import { sourceOfRows, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import {
  drawLookBack,
  listLookBackDraws,
  type LookBack,
  type LookBackDraw,
  type LookBackResult,
  recordLookBack,
  showLookBackDraw,
} from '../contract.ts'
import { optionsOf, useItemWords } from './choices.tsx'
import { FilesField } from './files-field.tsx'
import './obstacles.css'
import { today } from './today.ts'

/** Look-backs: samples of closed items drawn by a public seed, and what was found on the spot. */
export default function LookBacksPage() {
  const words = useItemWords()
  const isSample = useSession().sample
  const mayDraw = useMay('items.look_back')
  const [state, patch] = useUrlState({ draw: '' })
  const [isDrawing, setDrawing] = useState(false)
  const draws = useOperation(listLookBackDraws, {})
  const { lookBacks } = words
  return (
    <>
      <PageHeader
        title={lookBacks.title}
        note={lookBacks.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          mayDraw ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setDrawing(true)}>
              {lookBacks.draw}
            </button>
          ) : null
        }
      />
      <Answer of={draws}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{lookBacks.empty}</Empty>
          ) : (
            <>
              <ul className="ob-similar">
                {items.map((draw) => (
                  <li key={draw.id}>
                    <Draw draw={draw} onOpen={() => patch({ draw: draw.id })} />
                  </li>
                ))}
              </ul>
              <Drawn drawId={items.find(({ id }) => id === state.draw)?.id ?? items[0]?.id ?? ''} />
            </>
          )
        }
      </Answer>
      {isDrawing ? (
        <DrawDialog
          onDone={(id) => {
            setDrawing(false)
            patch({ draw: id })
          }}
          onClose={() => setDrawing(false)}
        />
      ) : null}
    </>
  )
}

function Draw({ draw, onOpen }: { readonly draw: LookBackDraw; readonly onOpen: () => void }) {
  const { lookBacks } = useItemWords()
  return (
    <>
      <button type="button" className="ob-link" onClick={onOpen}>
        {lookBacks.seed}: {draw.seed}
      </button>{' '}
      <span>
        <DayText day={draw.from} /> — <DayText day={draw.to} />
      </span>
      <div className="k-quiet">
        {lookBacks.drawn(draw.drawn, draw.population)} · {lookBacks.done(draw.done, draw.drawn)} ·{' '}
        {lookBacks.falseOnes(draw.falseClosings)} · {lookBacks.by(draw.drawnBy)} <InstantText at={draw.drawnAt} />
      </div>
    </>
  )
}

function Drawn({ drawId }: { readonly drawId: string }) {
  const words = useItemWords()
  const [recording, setRecording] = useState<LookBack>()
  const draw = useOperation(showLookBackDraw, { drawId })
  const { lookBacks } = words
  return (
    <Answer of={draw}>
      {({ items, seed, mayRecord }) => (
        <Section title={`${lookBacks.seed}: ${seed}`}>
          <DataTable
            id="obstacles.look-backs"
            label={lookBacks.title}
            columns={columnsOf(words, mayRecord, setRecording)}
            source={sourceOfRows(items)}
            rowKey={(row) => row.id}
            empty={lookBacks.emptyDraw}
          />
          {recording ? (
            <RecordDialog drawId={drawId} lookBack={recording} onClose={() => setRecording(undefined)} />
          ) : null}
        </Section>
      )}
    </Answer>
  )
}

const TONES = {
  true_closing: 'good',
  mostly_true: 'notice',
  false_closing: 'bad',
  not_found_out: 'warn',
} as const satisfies Record<LookBackResult, string>

function columnsOf(
  words: ReturnType<typeof useItemWords>,
  mayRecord: boolean,
  onRecord: (lookBack: LookBack) => void,
): readonly Column<LookBack>[] {
  const { lookBacks } = words
  return [
    {
      key: 'item',
      title: lookBacks.columns.item,
      width: 240,
      cell: (row) => (
        <AppLink to={`/obstacles/${row.itemId}`}>
          {row.number} {row.title}
        </AppLink>
      ),
    },
    { key: 'unit', title: lookBacks.columns.unit, width: 140, cell: (row) => row.leadUnit.name },
    { key: 'closed', title: lookBacks.columns.closed, width: 130, cell: (row) => <InstantText at={row.closedAt} /> },
    {
      key: 'result',
      title: lookBacks.columns.result,
      width: 240,
      cell: (row) =>
        row.result ? (
          <>
            <Mark tone={TONES[row.result]}>{words.lookBackResults[row.result]}</Mark> {row.text}
          </>
        ) : mayRecord ? (
          <button type="button" className="k-button" onClick={() => onRecord(row)}>
            {lookBacks.record}
          </button>
        ) : (
          <span className="k-quiet">{lookBacks.waiting}</span>
        ),
    },
    { key: 'inspector', title: lookBacks.columns.inspector, width: 120, cell: (row) => row.inspectorName ?? '—' },
  ]
}

interface Drawing {
  readonly seed: string
  readonly from: string
  readonly to: string
  readonly share?: number | null
  readonly leastPerUnit?: number | null
}

function DrawDialog({ onDone, onClose }: { readonly onDone: (id: string) => void; readonly onClose: () => void }) {
  const { lookBacks } = useItemWords()
  const draw = useCommand(drawLookBack, { onSuccess: ({ id }) => onDone(id) })
  return (
    <Modal open title={lookBacks.draw} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Drawing>
        label={lookBacks.draw}
        initial={{ from: addDays(today(), -30), to: today() }}
        refusal={draw.error}
        isSending={draw.isPending}
        submitLabel={lookBacks.draw}
        onCancel={onClose}
        onSubmit={({ seed, from, to, share, leastPerUnit }) =>
          draw.mutate({
            seed,
            from,
            to,
            ...(typeof share === 'number' ? { share: share / 100 } : {}),
            ...(typeof leastPerUnit === 'number' ? { leastPerUnit } : {}),
          })
        }
      >
        <Field name="seed" label={lookBacks.seed} hint={lookBacks.seedHint} isRequired isWide>
          <Input maxLength={100} />
        </Field>
        <Field name="from" label={lookBacks.period} isRequired>
          <DayField />
        </Field>
        <Field name="to" label="—" isRequired>
          <DayField />
        </Field>
        <Field name="share" label={lookBacks.share}>
          <NumberField unit="%" />
        </Field>
        <Field name="leastPerUnit" label={lookBacks.least}>
          <NumberField />
        </Field>
      </RecordForm>
    </Modal>
  )
}

interface Recorded {
  readonly result: LookBackResult
  readonly text: string
  readonly fileIds: readonly string[]
}

function RecordDialog({
  drawId,
  lookBack,
  onClose,
}: {
  readonly drawId: string
  readonly lookBack: LookBack
  readonly onClose: () => void
}) {
  const words = useItemWords()
  const record = useCommand(recordLookBack, { onSuccess: onClose, invalidates: ['overview.'] })
  const [form] = Form.useForm<Recorded>()
  const result = Form.useWatch<LookBackResult | undefined>('result', form)
  const { lookBacks, fields } = words
  return (
    <Modal
      open
      title={`${lookBacks.record} · ${lookBack.title}`}
      footer={null}
      width={680}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <RecordForm<Recorded>
        label={lookBacks.record}
        form={form}
        initial={{ fileIds: [] }}
        refusal={record.error}
        isSending={record.isPending}
        submitLabel={lookBacks.record}
        onCancel={onClose}
        onSubmit={(typed) =>
          record.mutate({
            drawId,
            lookBackId: lookBack.id,
            expectedVersion: lookBack.version,
            result: typed.result,
            text: typed.text,
            fileIds: [...typed.fileIds],
          })
        }
      >
        <Field
          name="result"
          label={lookBacks.result}
          hint={result === 'false_closing' ? lookBacks.falseNote : undefined}
          isRequired
          isWide
        >
          <Radio.Group options={optionsOf(words.lookBackResults)} />
        </Field>
        <Field name="text" label={lookBacks.found} hint={lookBacks.foundHint} isRequired isWide>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
        </Field>
        <Field name="fileIds" label={fields.files} isWide>
          <FilesField itemId={lookBack.itemId} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
