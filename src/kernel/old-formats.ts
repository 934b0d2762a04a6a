/** Old office formats by their file name endings, and the format to save them as. */
const SAVE_AS: Readonly<Record<string, string>> = {
  xls: 'xlsx',
  et: 'xlsx',
  doc: 'docx',
  wps: 'docx',
  rtf: 'docx',
}

/** The format a file of an old kind is to be saved as where that one is taken; `undefined` for any other file. Endings without the dot. */
export function formatToSaveAs(ending: string, taken: readonly string[]): string | undefined {
  const type = SAVE_AS[ending]
  return type !== undefined && taken.includes(type) ? type : undefined
}

/** The endings to name to somebody who chose a wrong file: those that are read, not those that are met with a sentence of their own. */
export function typesToName(taken: readonly string[]): readonly string[] {
  return taken.filter((each) => formatToSaveAs(each, taken) === undefined && each !== 'et')
}
