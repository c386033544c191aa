// What Netlify's published packages say about one site folder. Everything here only calls them and makes their answers comparable.
import { createRequire } from 'node:module'
import fs from 'node:fs'
import path from 'node:path'
import { resolveConfig } from '@netlify/config'
import { parseAllHeaders } from '@netlify/headers-parser'
import { parseAllRedirects } from '@netlify/redirect-parser'
import { parse as parseToml } from 'smol-toml'

const redirector = createRequire(import.meta.url)('netlify-redirector')

export const jwtSecret = 'secret'

// Colours, zero-width marks and absolute paths say nothing about the site.
const plain = (text, root) => String(text).replace(/\u001b\[[0-9;]*m/g, '').replaceAll('\u200b', '').split(root).join('<site>').trim()
const relative = (value, root) => JSON.parse(JSON.stringify(value ?? null).split(root).join('<site>'))

// mode 'buildbot' is what the live platform runs, and asks no git for environment variables; the resolved configuration is the same.
export const configuration = (root, context, branch) =>
  resolveConfig({ cwd: root, repositoryRoot: root, offline: true, mode: 'buildbot', buffer: true, context, branch, env: {} })

// Rules as the tools read them out of a resolved configuration.
export const configRedirects = async (rules) => (await parseAllRedirects({ minimal: false, configRedirects: rules })).redirects
export const configHeaders = async (rules) => (await parseAllHeaders({ minimal: false, configHeaders: rules })).headers

export async function resolve(root, context, branch) {
  try {
    const resolved = await configuration(root, context, branch)
    const { configPath, buildDir, headersPath, redirectsPath, config } = resolved
    return {
      ok: true,
      ...relative({ configPath: configPath ?? null, buildDir, headersPath, redirectsPath, config }, root),
      warnings: (resolved.logs?.stderr ?? []).map((message) => plain(message, root)),
      publish: config.build.publish,
    }
  } catch (error) {
    return { ok: false, fatal: plain(error.message, root) }
  }
}

export async function redirects(root, options) {
  const parsed = await parseAllRedirects({ minimal: false, ...options })
  return { redirects: parsed.redirects, errors: parsed.errors.map(({ message }) => plain(message, root)) }
}

export async function headers(root, options) {
  const parsed = await parseAllHeaders({ minimal: false, ...options })
  return {
    headers: parsed.headers.map((rule) => ({ ...rule, forRegExp: rule.forRegExp.source, forRegExpFlags: rule.forRegExp.flags })),
    patterns: parsed.headers,
    errors: parsed.errors.map(({ message }) => plain(message, root)),
  }
}

// What is written: `_redirects` and `_headers` of the publish folder, and the lists of the site's netlify.toml when it can be read.
export function written(root, publish) {
  let toml = {}
  try { toml = JSON.parse(JSON.stringify(parseToml(fs.readFileSync(path.join(root, 'netlify.toml'),
    'utf8')))) } catch { /* the resolver says so */ }
  return {
    redirects: { redirectsFiles: [path.join(publish, '_redirects')], configRedirects: toml.redirects },
    headers: { headersFiles: [path.join(publish, '_headers')], configHeaders: toml.headers },
  }
}

// The shape that netlify-cli 27.10.2 hands to the matcher (src/utils/redirects.ts).
const matcherShape = ({ conditions: { country, language, role, ...conditions } = {}, from, query, signed, ...rule }) => ({
  ...rule,
  origin: from,
  params: query,
  conditions: { ...conditions, ...(role && { Role: role }), ...(country && { Country: country }), ...(language && { Language: language }) },
  ...(signed && { sign: { jwt_secret: signed } }),
})

export async function compile(rules) {
  if (rules.length === 0) return { match: () => null, delete() {} }
  return redirector.parseJSON(JSON.stringify(rules.map(matcherShape)), { jwtSecret, jwtRoleClaim: 'app_metadata.authorization.roles' })
}

// What netlify-cli 27.10.2 asks the matcher (src/utils/rules-proxy.ts); `path` is decoded there, and as sent on the live platform.
export const question = (request, path) => ({
  scheme: request.scheme,
  host: request.host,
  path,
  query: request.query,
  headers: { 'x-language': request.language, 'x-country': request.country, ...request.headers },
  cookieValues: request.cookies,
  getHeader: (name) => ({ 'x-language': request.language, 'x-country': request.country, ...request.headers })[name.toLowerCase()] || '',
  getCookie: (name) => request.cookies[name] || '',
})
