/** Why something did not go out, in words: the known beginning of the reason, and what the other side said behind it. */
export function reasonText(reason: string, errors: Readonly<Record<string, string>>): string {
  const [code = '', ...rest] = reason.split(' ')
  const known = errors[code]
  if (known === undefined) return reason
  return rest.length === 0 ? known : `${known}: ${rest.join(' ')}`
}
