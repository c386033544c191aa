// node cold.mjs SITE PATH: everything Netlify's code computes about a site and one request, from a standing start.
import { compile, headers, question, redirects, resolve } from './platform.mjs'
import { complete } from './requests.mjs'
import { published, respond } from './serve.mjs'

const [root, url] = process.argv.slice(2)
const resolved = await resolve(root, 'production', 'main')
if (!resolved.ok) {
  process.stdout.write(`${JSON.stringify(resolved)}\n`)
} else {
  const rules = await redirects(root, { configRedirects: resolved.config.redirects })
  const heads = await headers(root, { configHeaders: resolved.config.headers })
  const matcher = await compile(rules.redirects)
  const request = complete({ url })
  const response = respond(request, matcher.match(question(request, request.decoded)), published(resolved.publish), heads.patterns)
  process.stdout.write(`${JSON.stringify({ ...resolved, redirects: rules.redirects, response })}\n`)
}
