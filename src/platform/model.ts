import { z } from 'zod'

/** Where an OpenAI-compatible endpoint is and what it is asked for. */
export interface ModelEndpoint {
  readonly url: string
  readonly key: string | undefined
  readonly name: string
}

/** Longest time one answer may take, in milliseconds, and most bytes it may have. */
const ANSWER_TIMEOUT = 120_000
const MOST_BYTES = 2_000_000

const Answer = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) })

/**
 * The endpoint configured by `CLARION_MODEL_URL` (address of the API, without `/chat/completions`), `CLARION_MODEL_NAME` and
 * `CLARION_MODEL_KEY` (optional); undefined where none is configured. Nothing of the product depends on it.
 */
export function modelFromEnvironment(environment: NodeJS.ProcessEnv): ModelEndpoint | undefined {
  const url = environment['CLARION_MODEL_URL']
  const name = environment['CLARION_MODEL_NAME']
  if (!url || !name || !/^https?:\/\//.test(url) || !URL.canParse(url)) return undefined
  return { url: url.replace(/\/+$/, ''), name, key: environment['CLARION_MODEL_KEY'] || undefined }
}

/**
 * Asks a model for one JSON object. Answers the parsed value, or undefined for every failure: not reachable, too slow, too long, no
 * JSON. Called by jobs only, never inside a transaction.
 */
export async function askModelForJson(
  endpoint: ModelEndpoint,
  question: { readonly system: string; readonly user: string },
): Promise<unknown> {
  try {
    const response = await fetch(`${endpoint.url}/chat/completions`, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT),
      headers: {
        'content-type': 'application/json',
        ...(endpoint.key ? { authorization: `Bearer ${endpoint.key}` } : {}),
      },
      body: JSON.stringify({
        model: endpoint.name,
        temperature: 0,
        response_format: { type: 'json_object' },
        messages: [
          { role: 'system', content: question.system },
          { role: 'user', content: question.user },
        ],
      }),
    })
    if (!response.ok) return undefined
    const text = await textWithin(response, MOST_BYTES)
    const answer = Answer.safeParse(text === undefined ? undefined : JSON.parse(text))
    return answer.success ? JSON.parse(unfenced(answer.data.choices[0]?.message.content ?? '')) : undefined
  } catch {
    return undefined
  }
}

/** Models like to wrap JSON into a fenced block. */
function unfenced(content: string): string {
  return content.replace(/^\s*```(?:json)?\s*|\s*```\s*$/g, '')
}

async function textWithin(response: Response, most: number): Promise<string | undefined> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    const bytes = part as Uint8Array
    size += bytes.byteLength
    if (size > most) return undefined
    parts.push(bytes)
  }
  return Buffer.concat(parts).toString('utf8')
}
