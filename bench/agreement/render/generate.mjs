// Blueprints, most of them nearly valid: a valid one out of random parts, and up to three changes that may or may not break it.
import YAML from 'yaml'

/** A small generator with a seed (mulberry32), so that a run can be repeated. */
export function random(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n) => Math.floor(next() * n)
  return { below, chance: (p) => next() < p, pick: (list) => list[below(list.length)] }
}

const words = {
  plan: ['free', 'starter', 'standard', 'pro', 'pro plus', 'pro max', 'pro ultra', 'basic-256mb', 'basic-1gb', 'basic-4gb', 'pro-4gb', 'pro-8gb',
    'pro-16gb', 'pro-32gb', 'pro-64gb', 'pro-128gb', 'pro-192gb', 'pro-256gb', 'pro-384gb', 'pro-512gb', 'accelerated-16gb', 'accelerated-32gb',
    'accelerated-64gb', 'accelerated-128gb', 'accelerated-256gb', 'accelerated-384gb', 'accelerated-512gb', 'accelerated-768gb', 'accelerated-1024gb'],
  region: ['oregon', 'ohio', 'virginia', 'frankfurt', 'singapore'],
  runtime: ['docker', 'elixir', 'go', 'image', 'node', 'python', 'ruby', 'rust', 'static'],
  trigger: ['off', 'commit', 'checksPass'], previews: ['automatic', 'manual', 'off'], policy: ['enabled', 'disabled'],
  memory: ['allkeys-lru', 'volatile-lru', 'allkeys-lfu', 'volatile-lfu', 'allkeys-random', 'volatile-random', 'volatile-ttl', 'noeviction'],
  referred: ['web', 'cron', 'worker', 'pserv', 'static', 'dpg', 'job', 'redis', 'keyvalue'],
  postgres: ['10', '11', '12', '13', '14', '15', '16', '17', '18'],
}
const keys = ['type', 'name', 'runtime', 'env', 'region', 'plan', 'schedule', 'buildCommand', 'startCommand', 'preDeployCommand', 'rootDir', 'repo', 'branch',
  'envVars', 'value', 'key', 'sync', 'generateValue', 'previewValue', 'fromGroup', 'fromDatabase', 'fromService', 'property', 'envVarKey', 'disk', 'sizeGB',
  'mountPath', 'scaling', 'numInstances', 'previews', 'generation', 'expireAfterDays', 'ipAllowList', 'source', 'description', 'routes', 'headers', 'path',
  'destination', 'staticPublishPath', 'maxmemoryPolicy', 'previewPlan', 'highAvailability', 'enabled', 'readReplicas', 'diskSizeGB', 'version', 'projects',
  'environments', 'ungrouped', 'networking', 'isolation', 'permissions', 'protection', 'autoDeploy', 'autoDeployTrigger', 'domain', 'domains', 'image', 'url',
  'creds', 'fromRegistryCreds', 'registryCredential', 'maintenanceMode', 'uri', 'healthCheckPath', 'renderSubdomainPolicy', 'maxShutdownDelaySeconds',
  'pullRequestPreviewsEnabled', 'previewsEnabled', 'previewsExpireAfterDays', 'services', 'databases', 'envVarGroups', 'buildFilter', 'paths', 'ignoredPaths',
  'initialDeployHook', 'user', 'databaseName', 'storageAutoscalingEnabled', 'postgresMajorVersion', 'dockerCommand', 'dockerContext', 'dockerfilePath',
  'persistenceMode', 'connectionPool', 'pythonVersion', 'displayName', 'previewGroup', 'nmae', '<<', '1', 'true', 'x y']
const texts = ['web', 'worker', 'pserv', 'cron', 'keyvalue', 'redis', 'static', 'node', 'Starter', 'basic_256mb', 'automatic', 'true', '12', '', '/a', '/*', 'x y',
  'https://example.org', 'hostport', 'a: b', '# no', '- x', 'ü', 'off', 'yes', 'null', '~', '1', '18', 'redirect', 'noeviction', 'enabled', 'two\nlines']
// As they stand in the file, so that they are not what a serialiser would write.
const raw = ['yes', 'off', 'on', 'True', 'FALSE', 'tRUE', '~', 'Null', 'nuLL', '0o17', '0o8', '0x1F', '0b1', '1_000', '12:30', '1.', '.5', '+1', '-0', '1e2', '1.5e0',
  '300', '301', '0', '90', '91', '1.0', '1.5', '.inf', '-.INF', '.nan', '.Nan', '!!str 5', '!!int "5"', '!!bool "true"', '! 5', '!!float 5', '!!null ""', '!own 5',
  '2020-01-01', '99999999999999999999', '""', "''", '"\\x41"', '>-\n  folded\n  text', '[]', '{}', '[a, b]', '{a: b}', '[{name: x}]', '18', '"18"', '3.12', '=']

export function blueprint(r) {
  const some = (make, p = 0.35) => (r.chance(p) ? make() : undefined)
  const text = () => r.pick(texts), list = (make, most = 2) => Array.from({ length: r.below(most + 1) }, make), flag = () => r.chance(0.5)
  const count = () => 1 + r.below(40), word = (of) => () => r.pick(words[of])
  const clean = (map) => Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined))
  const allow = () => list(() => clean({ source: '0.0.0.0/0', description: some(text) }))
  const creds = () => ({ fromRegistryCreds: { name: text() } })
  const plain = () => clean({ key: 'K', value: some(() => r.pick([text(), count(), 1.5])), generateValue: some(flag, 0.1), sync: some(flag, 0.1), previewValue: some(text, 0.1) })
  const variable = () => r.pick([
    plain, plain, () => ({ key: 'K', fromDatabase: { name: text(), property: 'connectionString' } }),
    () => ({ key: 'K', fromService: clean({ name: text(), type: r.pick(words.referred), property: some(text), envVarKey: some(text) }) }),
    () => ({ fromGroup: text() }),
  ])()
  const filter = () => clean({ paths: some(() => list(text)), ignoredPaths: some(() => list(text)) })
  const source = () => ({
    repo: some(text, 0.1), branch: some(text, 0.1), rootDir: some(text, 0.2), buildCommand: some(text), preDeployCommand: some(text, 0.1),
    buildFilter: some(filter, 0.15), autoDeploy: some(flag, 0.15), autoDeployTrigger: some(word('trigger'), 0.15), envVars: some(() => list(variable, 3), 0.6),
  })
  const program = () => ({
    region: some(word('region')), plan: some(word('plan')), startCommand: some(text), image: some(() => clean({ url: text(), creds: some(creds) }), 0.1),
    dockerCommand: some(text, 0.1), dockerContext: some(text, 0.1), dockerfilePath: some(text, 0.1), registryCredential: some(creds, 0.1), ...source(),
  })
  const open = () => ({
    domain: some(text, 0.1), domains: some(() => list(text), 0.15), pullRequestPreviewsEnabled: some(flag, 0.1), ipAllowList: some(allow, 0.15),
    renderSubdomainPolicy: some(word('policy'), 0.1),
  })
  const named = (type, runtime) => (r.chance(0.12) ? { type, name: text(), env: runtime } : { type, name: text(), runtime })
  const server = () => clean({
    ...named(r.pick(['web', 'worker', 'pserv']), r.pick(words.runtime)), ...program(), ...open(), numInstances: some(count, 0.1), healthCheckPath: some(text, 0.1),
    initialDeployHook: some(text, 0.1), previewPlan: some(word('plan'), 0.1), maxShutdownDelaySeconds: some(() => 1 + r.below(300), 0.15),
    maintenanceMode: some(() => clean({ enabled: some(flag), uri: some(text) }), 0.1),
    disk: some(() => clean({ name: text(), mountPath: '/data', sizeGB: some(count) }), 0.15),
    previews: some(() => clean({ generation: some(word('previews')), plan: some(word('plan')), numInstances: some(count) }), 0.15),
    scaling: some(() => clean({ minInstances: some(count), maxInstances: some(count), targetCPUPercent: some(() => 1 + r.below(90)), targetMemoryPercent: some(() => 1 + r.below(90)) }), 0.15),
  })
  const site = () => clean({
    ...named('web', 'static'), ...source(), ...open(), staticPublishPath: some(text, 0.7), previews: some(() => clean({ generation: some(word('previews')) }), 0.15),
    headers: some(() => list(() => ({ path: '/*', name: 'X', value: text() }))),
    routes: some(() => list(() => ({ type: r.pick(['redirect', 'rewrite']), source: '/a', destination: '/b' }))),
  })
  const cron = () => clean({ ...named('cron', r.pick(words.runtime)), schedule: '0 * * * *', ...program() })
  const store = () => clean({
    type: r.pick(['keyvalue', 'redis']), name: text(), ipAllowList: allow(), region: some(word('region')), plan: some(word('plan')), previewPlan: some(word('plan'), 0.1),
    maxmemoryPolicy: some(word('memory')),
  })
  const database = () => clean({
    name: text(), databaseName: some(text), user: some(text), region: some(word('region')), plan: some(word('plan')), previewPlan: some(word('plan'), 0.1),
    diskSizeGB: some(count), previewDiskSizeGB: some(count, 0.1), storageAutoscalingEnabled: some(flag, 0.1), postgresMajorVersion: some(word('postgres')),
    highAvailability: some(() => ({ enabled: flag() }), 0.15), ipAllowList: some(allow, 0.2), readReplicas: some(() => list(() => ({ name: text() })), 0.15),
  })
  const resources = () => ({
    services: some(() => list(() => r.pick([server, server, site, site, cron, store])(), 3), 0.8), databases: some(() => list(database), 0.3),
    envVarGroups: some(() => list(() => ({ name: text(), envVars: list(plain) })), 0.3),
  })
  const environment = () => clean({
    name: text(), ...resources(), networking: some(() => clean({ isolation: some(word('policy')) }), 0.2), permissions: some(() => clean({ protection: some(word('policy')) }), 0.2),
  })
  return clean({
    version: some(() => '1', 0.1), previewsEnabled: some(flag, 0.05), previewsExpireAfterDays: some(count, 0.05), ...resources(),
    previews: some(() => clean({ generation: some(word('previews')), expireAfterDays: some(count) }), 0.15), ungrouped: some(() => clean(resources()), 0.1),
    projects: some(() => list(() => ({ name: text(), environments: list(environment) })), 0.15),
  })
}

function places(node, found = []) {
  if (node && typeof node === 'object')
    for (const key of Object.keys(node)) { found.push([node, key]); places(node[key], found) }
  return found
}

function change(r, root, marks) {
  const all = places(root)
  if (all.length === 0) return
  const [owner, key] = r.pick(all), list = Array.isArray(owner)
  const mark = () => { marks.push(r.pick(raw)); return `MARK${marks.length - 1}KRAM` }
  const other = () => r.pick([null, true, false, 0, 1, 1.5, -1, 300, 301, 91, 1e21, [], {}, ['x'], { a: 1 }, r.pick(texts), r.pick(Object.values(words).flat()), mark(), mark()])
  switch (r.below(list ? 4 : 7)) {
    case 0: if (list) owner.splice(Number(key), 1); else delete owner[key]; break
    case 1: case 2: owner[key] = other(); break
    case 3: { const [from, name] = r.pick(all); owner[key] = r.chance(0.5) ? structuredClone(from[name]) : (JSON.stringify(from[name]) ?? '').includes(JSON.stringify(owner)) ? 1 : from[name]; break }
    case 4: owner[r.pick(keys)] = other(); break
    case 5: { const value = owner[key]; delete owner[key]; owner[r.pick(keys)] = value; break }
    default: { const value = owner[key]; owner[key] = typeof value === 'string' ? r.pick([value.toUpperCase(), ` ${value}`, value.replace('-', '_'), `${value}s`]) : [value]; break }
  }
}

/** One file. */
export function file(r) {
  let root = blueprint(r)
  const marks = []
  const changes = r.pick([0, 0, 1, 1, 1, 1, 2, 3])
  for (let i = 0; i < changes; i++) change(r, root, marks)
  if (r.chance(0.01)) root = r.pick([null, [], 'x', 5, [root], { services: null }])
  let text
  try {
    text = new YAML.Document(root, { aliasDuplicateObjects: true }).toString({
      collectionStyle: r.pick(['any', 'any', 'any', 'block', 'flow']), defaultStringType: r.pick(['PLAIN', 'PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE']),
      defaultKeyType: r.pick(['PLAIN', 'PLAIN', 'QUOTE_DOUBLE']), indent: r.pick([2, 2, 4]), indentSeq: r.chance(0.5), lineWidth: r.pick([0, 80]),
    })
  } catch { return '' }
  text = text.replace(/["']?MARK(\d+)KRAM["']?/g, (_, index) => marks[index].includes('\n') ? '"folded"' : marks[index])
  if (r.chance(0.1) && !text.includes('two')) text = text.replace(/\n/g, () => (r.chance(0.1) ? "  # note\n" : "\n"))
  if (r.chance(0.1)) text = text.replaceAll("\n", "\r\n")
  return text
}
