import { Input } from 'antd'
import { useState } from 'react'
import { useCommand, useUpload } from '../../../ui/api.ts'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Loading, RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo } from '../../../ui/navigation.tsx'
import { DISPATCH_FILE, readPasted, readUploaded } from '../contract.ts'
import samples from '../data/samples.json' with { type: 'json' }
import { dispatchesMessages } from '../messages/index.ts'
import './dispatches.css'

const FILE = { types: ['txt', 'docx', 'pdf', 'html', 'htm'], maxBytes: DISPATCH_FILE.maxBytes }

/** Takes a text or a file in: the question about secrets first, then reading, then the page of the dispatch. */
export default function ReadPage() {
  const words = useMessages(dispatchesMessages)
  const go = useGo()
  const { ask, dialog } = useSecrecyQuestion()
  const [title, setTitle] = useState('')
  const [text, setText] = useState('')
  const [file, setFile] = useState<File>()
  const open = ({ id, outcome }: { readonly id: string; readonly outcome: 'read' | 'known' }) =>
    go(`/dispatches/${id}${outcome === 'known' ? '?known=1' : ''}`)
  const paste = useCommand(readPasted, { onSuccess: open })
  const upload = useUpload(readUploaded, { onSuccess: open })
  const isReading = paste.isPending || upload.isPending
  const isEmpty = text.trim() === '' && !file
  const named = title.trim() === '' ? {} : { title: title.trim() }
  const start = async (): Promise<void> => {
    if (isEmpty || !(await ask())) return
    if (file) upload.mutate({ input: { holdsNoSecrets: true, ...named }, file })
    else paste.mutate({ holdsNoSecrets: true, text, ...named })
  }
  const refusal = file ? upload.error : paste.error
  return (
    <>
      {dialog}
      <PageHeader
        back={<AppLink to="/dispatches">{words.back}</AppLink>}
        title={words.read.title}
        note={words.read.note}
      />
      <Section title={words.read.samples}>
        <div className="k-toolbar">
          {samples.samples.map((sample) => (
            <button
              key={sample.name}
              type="button"
              className="k-button"
              disabled={isReading}
              onClick={() => {
                setFile(undefined)
                setText(sample.text)
              }}
            >
              {sample.title} <Mark tone="warn">{words.read.sampleMark}</Mark>
            </button>
          ))}
        </div>
      </Section>
      <form
        className="k-section k-stack"
        aria-label={words.read.title}
        onSubmit={(event) => {
          event.preventDefault()
          void start()
        }}
      >
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        <label className="k-stack-label">
          {words.read.name}
          <Input value={title} maxLength={200} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="k-stack-label">
          {words.read.paste}
          <Input.TextArea
            value={text}
            rows={12}
            placeholder={words.read.pasteHint}
            disabled={isReading || file !== undefined}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <p className="k-quiet">{words.read.or}</p>
        <FileDrop label={words.read.upload} limits={FILE} file={file} onFile={setFile} isDisabled={isReading} />
        <div className="k-toolbar">
          <button type="submit" className="k-button k-button-primary" disabled={isReading || isEmpty}>
            {words.read.start}
          </button>
          {isReading ? <Loading label={words.read.reading} /> : null}
        </div>
      </form>
    </>
  )
}
