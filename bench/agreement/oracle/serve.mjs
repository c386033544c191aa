// The order in which netlify-cli 27.10.2 decides what to answer (src/utils/proxy.ts: serveRedirect, the proxy's proxyRes handler and
// the static server behind it), written down without sockets. It answers for published files, rules and headers alone.
import fs from 'node:fs'
import path from 'node:path'

const KNOWN_ASSET = /\.(html?|png|jpg|js|css|svg|gif|ico|woff|woff2)$/

function candidates(urlPath) {
  if (urlPath.endsWith('/')) {
    const page = urlPath === '/' ? [] : [`${urlPath.slice(0, -1)}.html`, `${urlPath.slice(0, -1)}.htm`]
    return [urlPath, ...page, `${urlPath}index.html`, `${urlPath}index.htm`]
  }
  if (KNOWN_ASSET.test(urlPath)) return [urlPath]
  return [urlPath, `${urlPath}.html`, `${urlPath}.htm`, `${urlPath}/index.html`, `${urlPath}/index.htm`]
}

// The server resolves a path before it looks at the disk: doubled slashes and one at the end go.
const onDisk = (candidate) => candidate.replace(/\/{2,}/g, '/').replace(/(.)\/$/, '$1')
const findFile = (files, urlPath) => candidates(urlPath).map(onDisk).find((candidate) => files.has(candidate)) ?? null

export function published(folder) {
  const files = new Set()
  const walk = (from, urlPath) => {
    for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
      if (entry.name === 'node_modules' || entry.name === '.git') continue
      if (entry.isDirectory()) walk(path.join(from, entry.name), `${urlPath}/${entry.name}`)
      else files.add(`${urlPath}/${entry.name}`)
    }
  }
  if (fs.existsSync(folder) && fs.statSync(folder).isDirectory()) walk(folder, '')
  return files
}

const headersFor = (rules, urlPath) => Object.assign({}, ...rules.filter((rule) => rule.forRegExp.test(urlPath)).map((rule) => rule.values))

// `headers` are those of the path that was asked for, which is what the documentation describes; `devHeaders` those of the path that
// is served in the end, which is what the development server sends.
export function respond(request, match, files, headerRules) {
  const url = new URL(`${request.scheme}://${request.host}`)
  url.pathname = request.path
  url.search = request.query
  const readable = request.method === 'GET' || request.method === 'HEAD'
  const wanted = request.decoded ?? request.path
  const own = findFile(files, wanted)
  const answer = (rest, served) => ({
    ...rest,
    headers: headersFor(headerRules, request.path),
    devHeaders: served === null ? {} : headersFor(headerRules, served),
  })
  const lastTried = () => encodeURI(candidates(wanted).at(-1))
  const missing = (via, served, rest = {}) =>
    answer({ status: 404, body: files.has('/404.html') ? '/404.html' : null, via, ...rest }, served)
  const file = (via, served) => (readable ? answer({ status: 200, body: own, via }, served)
    : answer({ status: 405, via: 'file-method' }, served))

  if (!match) return own ? file('file', request.path) : missing('none', lastTried())
  if (match.force404) return missing('rule-force404', null)
  if (own && !match.force) return file('file-shadows-rule', encodeURI(own))

  const destination = new URL(match.to, url)
  if ([...destination.searchParams].length === 0) url.searchParams.forEach((value, name) => destination.searchParams.append(name, value))
  const elsewhere = /^https?:\/\//.test(match.to)
  const local = `${destination.pathname}${destination.search}${destination.hash}`
  if (match.status >= 300 && match.status <= 400) return { status: match.status, location: elsewhere ? String(destination) : local,
    via: 'rule-redirect' }
  if (elsewhere) return { status: 'proxy', to: String(destination), via: 'rule-proxy' }
  const target = findFile(files, decodeURIComponent(destination.pathname))
  if (target) return answer({ status: match.status ?? 200, body: target, via: 'rule-rewrite' }, encodeURI(target))
  return missing('rule-rewrite-missing-target', lastTried(), { to: local })
}
