// One job a line on stdin, one answer a line on stdout:
//   { id, root, contexts: [[context, branch], …], seed, most, requests?, sent? }
//   { id, contexts, redirects, redirectErrors, headers, headerErrors, compiled, requests, decoded, raw, responses }
//   with sent: { id, requests, sent }, where sent is what goes over the wire
// Nothing else may write to stdout.
import readline from 'node:readline'
import { compile, headers, question, redirects, resolve, written } from './platform.mjs'
import { requestsFor } from './requests.mjs'
import { published, respond } from './serve.mjs'

console.log = console.info = console.warn = console.error

const attempt = (work) => {
  try { return work() ?? null } catch (error) { return { crash: String(error) } }
}

// As the resolver hands its rules on: what is undefined is gone.
const plainly = (value) => JSON.parse(JSON.stringify(value))

// netlify-cli throws for such a path.
const undecodable = { crash: 'the path cannot be decoded' }

// What a browser would send to a web server for it.
function onTheWire({ asked, method, host, path, query, headers, cookies }) {
  const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const language = asked.language ?? headers['accept-language']
  return { method, host, path, query, cookies, headers: { ...headers, ...(language ? { 'accept-language': language } : {}), ...(cookie ? { cookie } : {}) } }
}

async function answer({ id, root, contexts, seed, most, requests: given, sent }) {
  const resolved = {}
  for (const [context, branch] of contexts) resolved[context] = await resolve(root, context, branch)
  const { ok, publish = root, config } = resolved[contexts[0][0]]
  const texts = written(root, publish)
  const rulesWritten = await redirects(root, texts.redirects)
  const heads = await headers(root, texts.headers)
  // What the platform deploys is what the resolver made of both files; where it refuses, the rules are still worth comparing.
  const { redirects: rules } = await redirects(root, { configRedirects: ok ? config.redirects : plainly(rulesWritten.redirects) })
  const { patterns: headerRules } = await headers(root, { configHeaders: ok ? config.headers : plainly(heads.headers) })
  const files = published(publish)
  if (sent) {
    const requests = requestsFor({ rules, files, seed, most, given })
    return { id, requests: requests.map(({ asked }) => asked), sent: requests.map(onTheWire) }
  }

  const answers = { id, contexts: resolved, redirects: rulesWritten.redirects, redirectErrors: rulesWritten.errors, headers: heads.headers,
    headerErrors: heads.errors }
  for (const one of Object.values(resolved)) delete one.publish

  let matcher
  try { matcher = await compile(rules) } catch (error) { return { ...answers, compiled: String(error), requests: [], decoded: [], raw: [],
    responses: [] } }
  const requests = requestsFor({ rules, files, seed, most, given })
  const raw = requests.map((request) => attempt(() => matcher.match(question(request, request.path))))
  const decoded = requests.map((request) => (request.decoded === null ? undecodable
    : attempt(() => matcher.match(question(request, request.decoded)))))
  const responses = requests.map((request, at) =>
    decoded[at]?.crash ? decoded[at] : attempt(() => respond(request, decoded[at], files, headerRules)))
  matcher.delete?.()
  return { ...answers, compiled: true, requests: requests.map(({ asked }) => asked), decoded, raw, responses }
}

for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (line.trim() === '') continue
  const job = JSON.parse(line)
  let text
  try {
    text = JSON.stringify(await answer(job))
  } catch (error) {
    text = JSON.stringify({ id: job.id, failed: String(error?.stack ?? error) })
  }
  if (!process.stdout.write(`${text}\n`)) await new Promise((drained) => process.stdout.once('drain', drained))
}
