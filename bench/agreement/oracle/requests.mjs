// Requests for a site: from its rules, from its files, and from nowhere. One seed, one list.
import { createHmac } from 'node:crypto'
import { jwtSecret } from './platform.mjs'

export function chance(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (count) => next() % count
  return { below, of: (list) => list[below(list.length)], oneIn: (count) => below(count) === 0 }
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
function token(roles, { expires = 4102444800, secret = jwtSecret, algorithm = 'HS256' } = {}) {
  const signed = `${encode({ alg: algorithm, typ: 'JWT' })}.${encode({ exp: expires, app_metadata: { authorization: { roles } } })}`
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`
}

const first = (value) => String([value].flat()[0]).trim()
const list = (value) => [value].flat().flatMap((text) => String(text).split(',')).map((text) => text.trim())
const isTable = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
const under = (conditions, name) => conditions[name] ?? conditions[name.toLowerCase()]

// Addresses that a rule should meet, and their neighbours.
function addressesOf(from, random) {
  const filled = from.replace(/^\*$/, '/x').replace(/\/:[A-Za-z0-9_-]+/g, (name) => `/v${name.length}`)
  if (filled.includes('*')) {
    return ['p/q', 'one', 'p/q/', random.of(['a%20b', 'caf%C3%A9', 'x.html', 'A/B', 'p//q', '%2Fx', 'a+b', '..', 'index.html'])]
      .map((text) => filled.replaceAll('*', text)).concat(filled.replace(/\/?\*/g, ''))
  }
  return [filled, filled.replace(/\/$/, ''), filled.endsWith('/') ? filled : `${filled}/`, `${filled}/deeper`, filled.toUpperCase(),
    `${filled}.html`,
    random.of([`${filled}//`, `/${filled}`, `${filled}/index.html`, filled.toLowerCase(), `${filled}%20`])]
}

function* fromRules(rules, random) {
  for (const rule of rules) {
    if (typeof rule.from !== 'string') continue
    const query = isTable(rule.query) ? Object.entries(rule.query) : []
    const conditions = isTable(rule.conditions) ? rule.conditions : {}
    for (const address of addressesOf(rule.from, random)) {
      const separator = address.includes('?') ? '&' : '?'
      yield { url: address }
      if (query.length === 0) yield { url: `${address}${separator}utm=1` }
      else {
        const pair = ([name, value]) => `${name}=${String(value).startsWith(':') ? random.of(['val', 'a%20b', 'x%2Fy', '']) : value}`
        yield { url: address + separator + query.map(pair).join('&') }
        yield { url: `${address}${separator}zz=1&${query.map(pair).reverse().join('&')}&zz=2` }
        yield { url: `${address}${separator}${pair(query[0])}` }
      }
      const country = under(conditions, 'Country')
      if (country) yield* [{ url: address, country: first(country).toLowerCase() }, { url: address, country: random.of(list(country)) },
        { url: address, country: 'zz' }]
      const language = under(conditions, 'Language')
      if (language) yield* [{ url: address, language: first(language) }, { url: address, language: 'xx' },
        { url: address, headers: { 'accept-language': `${random.of(list(language))}-CA,en;q=0.8` } }]
      if (country && language) yield { url: address, country: first(country), language: first(language) }
      const cookie = under(conditions, 'Cookie')
      if (cookie) yield* [{ url: address, cookies: { [first(cookie)]: '1' } }, { url: address, cookies: { [first(cookie)]: '' } },
        { url: address, headers: { cookie: `${random.of(list(cookie))}=x%20y; other=1` } }]
      const role = under(conditions, 'Role')
      if (role) yield* [{ url: address, cookies: { nf_jwt: token([first(role)]) } },
        { url: address, cookies: { nf_jwt: token(['nobody', random.of(list(role))]) } },
        { url: address, cookies: { nf_jwt: token(['nobody']) } },
          { url: address, cookies: { nf_jwt: token([first(role)], { expires: 1000000000 }) } },
        { url: address, cookies: { nf_jwt: token([first(role)], { secret: 'other' }) } }, { url: address, cookies: { nf_jwt: 'a.b.c' } },
        { url: address, cookies: { nf_jwt: token([first(role)], { algorithm: 'none' }) } }]
    }
  }
}

const escaped = (urlPath) => encodeURI(urlPath).replace(/[?#]/g, encodeURIComponent)
function* fromFiles(files, random) {
  const paths = [...files].sort()
  const step = Math.max(1, Math.floor(paths.length / 25))
  for (let at = 0; at < paths.length; at += step) {
    const url = escaped(paths[at])
    yield { url }
    if (random.oneIn(4)) yield { url, method: random.of(['POST', 'HEAD', 'PUT', 'DELETE']) }
    if (url.endsWith('/index.html')) yield* [{ url: url.slice(0, -10) }, { url: url.slice(0, -11) || '/' }]
    else if (/\.html?$/.test(url)) yield* [{ url: url.replace(/\.html?$/, '') }, { url: url.replace(/\.html?$/, '/') }]
    if (random.oneIn(3)) yield { url: random.of([`${url}/`, url.toUpperCase(), `/${url}`, `${url}?a=1`, url.replace(/\//g, '//'),
      url.replace(/[a-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`)]) }
  }
}

const ANYWHERE = ['/', '/index.html', '/nonexistent-zz', '/nonexistent.css', '/a/b/c', '/?q=1', '/%E4%B8%AD', '/a%2Fb', '/a b',
  '/.netlify/functions/x', '/a?x=1&x=2&y', '/A/', '/%zz', '/404.html', '/404']
function* fromNowhere(random) {
  for (const url of ANYWHERE) yield { url }
  yield { url: '/', method: 'POST' }
  yield { url: '/nonexistent-zz', method: 'HEAD' }
  yield { url: 'https://other.example/' }
  yield { url: '/', headers: { 'accept-language': random.of(['de-AT,de;q=0.9', 'fr', 'pt-BR', '*']), 'x-odd': '1' },
    cookies: { nf_country: random.of(['de', 'FR', 'us']) } }
}

const cookiesOf = (text = '') => Object.fromEntries(text.split(';').map((pair) => pair.trim()).filter(Boolean).map((pair) => {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at), decodeURIComponent(pair.slice(at + 1))]
}))

// What netlify-cli 27.10.2 finds out about a visitor (src/utils/rules-proxy.ts), said outright, before the matcher is asked.
export function complete(request) {
  let url
  try { url = new URL(request.url, 'http://localhost') } catch { return null }
  if (!/^https?:$/.test(url.protocol) || url.hostname === '') return null
  const sent = Object.fromEntries(Object.entries(request.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]))
  let cookies
  try { cookies = { ...cookiesOf(sent.cookie), ...request.cookies } } catch { return null }
  let decoded
  try { decoded = decodeURIComponent(url.pathname) } catch { decoded = null }
  const spoken = cookies.nf_lang || (sent['accept-language'] ? sent['accept-language'].split(',')[0].slice(0, 2) : 'en')
  return {
    asked: request, method: (request.method ?? 'GET').toUpperCase(), scheme: url.protocol.slice(0, -1), host: url.hostname,
    path: url.pathname, decoded, query: url.search.slice(1), headers: sent, cookies,
    country: sent['x-country'] ?? request.country ?? (cookies.nf_country || 'us'), language: sent['x-language'] ?? request.language
      ?? spoken,
  }
}

// At most `most` requests, taken evenly from the three sources, plus those that came with the site.
export function requestsFor({ rules, files, seed, most, given = [] }) {
  const random = chance(seed)
  const seen = new Set()
  const chosen = []
  const take = (request) => {
    const key = JSON.stringify(request)
    if (seen.has(key)) return false
    seen.add(key)
    const whole = complete(request)
    if (whole) chosen.push(whole)
    return whole !== null
  }
  given.forEach(take)
  const sources = [fromRules(rules, random), fromFiles(files, random), fromNowhere(random)]
  for (let taken = 0; taken < most && sources.length > 0;) {
    for (const source of [...sources]) {
      const { value, done } = source.next()
      if (done) sources.splice(sources.indexOf(source), 1)
      else if (take(value)) taken++
    }
  }
  return chosen
}
