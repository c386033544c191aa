// How fast Netlify's own code is when it is warm: one question a line on stdin, one answer a line on stdout.
//   { op: 'warm', sites: [{root, requests}], rounds, before }   { config, serve, sites, requests }
//       nanoseconds per site, per request; the median of rounds that begin after `before` seconds of the same work
//   { op: 'match', redirects: file, requests, rounds }   { perMatch, spread, matched, compile }
//   { op: 'memory', redirects: file }                    { rules, peak }  bytes
import readline from 'node:readline'
import { compile, configHeaders, configRedirects, configuration, question, redirects } from './platform.mjs'
import { complete } from './requests.mjs'
import { published, respond } from './serve.mjs'

console.log = console.info = console.warn = console.error
const now = () => Number(process.hrtime.bigint())
const sorted = (times) => times.toSorted((one, other) => one - other)
const median = (times) => sorted(times)[Math.floor(times.length / 2)]
const spread = (times) => [sorted(times)[0], sorted(times).at(-1)]

// Only what Netlify's own functions need is on the clock: requests are taken apart before, files are listed beside it, and nothing is
// made comparable.
async function warm({ sites, rounds, before }) {
  const whole = sites.map(({ root, requests }) => ({ root, requests: requests.map(complete).filter((request) => request
    && request.decoded !== null).map((request) => ({ request, asked: question(request, request.decoded) })) }))
  for (const ready = now() + before * 1e9; now() < ready;) await round(whole)
  const measured = []
  for (let at = 0; at < rounds; at++) measured.push(await round(whole))
  const configs = measured.map(({ config }) => config)
  const serves = measured.map(({ serve }) => serve)
  return { config: median(configs), configSpread: spread(configs), serve: median(serves), serveSpread: spread(serves), sites: whole.length,
    requests: measured[0].asked }
}

async function round(whole) {
  let config = 0
  let serve = 0
  let asked = 0
  for (const { root, requests } of whole) {
    let start = now()
    const resolved = (await configuration(root, 'production', 'main')).config
    const rules = await configRedirects(resolved.redirects)
    const headerRules = await configHeaders(resolved.headers)
    let matcher
    try { matcher = await compile(rules) } catch { matcher = { match: () => null } }
    config += now() - start
    const files = published(resolved.build.publish)
    start = now()
    for (const { request, asked: visitor } of requests) {
      try { respond(request, matcher.match(visitor), files, headerRules) } catch { /* the answer is not what is measured */ }
      asked++
    }
    serve += now() - start
    matcher.delete?.()
  }
  return { config: config / whole.length, serve: serve / Math.max(1, asked), asked }
}

async function match({ redirects: file, requests, rounds }) {
  const parsed = await redirects('/', { redirectsFiles: [file] })
  const start = now()
  const matcher = await compile(parsed.redirects)
  const compiled = now() - start
  const asked = requests.map((url) => complete({ url })).map((request) => question(request, request.decoded))
  const times = []
  let matched = 0
  for (let round = 0; round < rounds; round++) {
    matched = 0
    const begun = now()
    for (const one of asked) if (matcher.match(one)) matched++
    times.push((now() - begun) / asked.length)
  }
  return { perMatch: median(times), spread: spread(times), matched, compile: compiled }
}

async function memory({ redirects: file }) {
  const parsed = await redirects('/', { redirectsFiles: [file] })
  const matcher = await compile(parsed.redirects)
  return { rules: parsed.redirects.length, matched: matcher.match(question(complete({ url: '/' }), '/')) !== null,
    peak: process.resourceUsage().maxRSS * 1024 }
}

const operations = { warm, match, memory }
for await (const line of readline.createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const job = JSON.parse(line)
  process.stdout.write(`${JSON.stringify(await operations[job.op](job))}\n`)
}
