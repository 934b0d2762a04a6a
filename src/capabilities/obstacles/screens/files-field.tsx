import { useId, useState } from 'react'
import { useUpload } from '../../../ui/api.ts'
import { checkFile, sizeText } from '../../../ui/kit/check-file.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { ApiRefusal } from '../../../ui/request.ts'
import { shrink } from '../../../ui/shrink-photo.ts'
import { addItemFile, type ItemFile } from '../contract.ts'
import { useItemWords } from './choices.tsx'

/** What files of an item may be. */
export const FILE_LIMITS = addItemFile.fileIn ?? { types: [], maxBytes: 0 }

const OFFERED = FILE_LIMITS.types.map((each) => `.${each}`).join(',')

/** A photo smaller than it came, anything else as it is. */
export function asSent(file: File): Promise<File> {
  return file.type.startsWith('image/') ? shrink(file) : Promise.resolve(file)
}

/** A press that opens the camera or the choice of files; what cannot be sent is said at once, the rest is handed on. */
export function ChooseFiles({
  label,
  isDisabled = false,
  onChoose,
}: {
  readonly label: string
  readonly isDisabled?: boolean
  readonly onChoose: (files: readonly File[]) => void
}) {
  const { file: words } = useMessages(uiMessages)
  const id = useId()
  const [problems, setProblems] = useState<readonly string[]>([])
  const take = (chosen: readonly File[]): void => {
    const wrong = chosen.flatMap((file) => {
      // A photo is made smaller before it is sent, so that its size now says nothing.
      const found = checkFile(file, FILE_LIMITS)
      if (!found || (found.kind === 'too_large' && file.type.startsWith('image/'))) return []
      const said =
        found.kind === 'empty'
          ? words.empty(file.name)
          : found.kind === 'too_large'
            ? words.tooLarge(file.name, sizeText(FILE_LIMITS.maxBytes))
            : found.kind === 'save_as'
              ? words.saveAs(file.name, found.type)
              : words.wrongType(file.name, OFFERED)
      return [{ file, said }]
    })
    setProblems(wrong.map(({ said }) => said))
    const fit = chosen.filter((file) => !wrong.some((each) => each.file === file))
    if (fit.length > 0) onChoose(fit)
  }
  return (
    <>
      <input
        id={id}
        className="ob-file"
        type="file"
        multiple
        accept={OFFERED}
        disabled={isDisabled}
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])]
          event.target.value = ''
          take(chosen)
        }}
      />
      <label htmlFor={id} className="k-button" aria-disabled={isDisabled}>
        {label}
      </label>
      {problems.map((problem) => (
        <p key={problem} className="k-refusal" role="alert">
          {problem}
        </p>
      ))}
    </>
  )
}

/** Files handed in to an item while its box is open; the value is their ids. */
export function FilesField({
  itemId,
  onChange,
}: {
  readonly itemId: string
  readonly id?: string
  readonly value?: readonly string[]
  readonly onChange?: (ids: readonly string[]) => void
}) {
  const words = useItemWords()
  const upload = useUpload(addItemFile)
  const [files, setFiles] = useState<readonly ItemFile[]>([])
  const [sending, setSending] = useState<{ readonly done: number; readonly all: number }>()
  const [refusals, setRefusals] = useState<readonly { readonly name: string; readonly refusal: ApiRefusal }[]>([])
  const keep = (next: readonly ItemFile[]): void => {
    setFiles(next)
    onChange?.(next.map(({ id }) => id))
  }
  const send = async (chosen: readonly File[]): Promise<void> => {
    setRefusals([])
    let kept = files
    for (const [index, file] of chosen.entries()) {
      setSending({ done: index + 1, all: chosen.length })
      try {
        kept = [...kept, await upload.mutateAsync({ input: { itemId }, file: await asSent(file) })]
        keep(kept)
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error
        setRefusals((earlier) => [...earlier, { name: file.name, refusal: error }])
      }
    }
    setSending(undefined)
  }
  return (
    <div className="ob-files">
      <ChooseFiles
        label={sending ? words.report.sending(sending.done, sending.all) : words.report.addFile}
        isDisabled={sending !== undefined}
        onChoose={(chosen) => void send(chosen)}
      />
      <ul className="ob-lines">
        {files.map((file) => (
          <li key={file.id}>
            {file.name} <span className="k-quiet">{sizeText(file.size)}</span>{' '}
            <button
              type="button"
              className="k-button k-button-text"
              onClick={() => keep(files.filter(({ id }) => id !== file.id))}
            >
              {words.report.removeFile}
            </button>
          </li>
        ))}
      </ul>
      {refusals.map(({ name, refusal }) => (
        <RefusalNote key={name} title={name} refusal={refusal} />
      ))}
    </div>
  )
}
