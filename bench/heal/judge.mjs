// What the platforms' own code has against the sites that folders hold: reads lines `{kind, folder}`, writes lines of messages.
//   node judge.mjs ORACLE SCHEMA < lines
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import { pathToFileURL } from 'node:url'

const [oracle, validator, schema] = process.argv.slice(2)
const netlify = await import(pathToFileURL(path.join(oracle, 'platform.mjs')))
const { verdict } = await import(pathToFileURL(path.join(validator, 'verdict.mjs')))
const render = verdict(JSON.parse(fs.readFileSync(schema, 'utf8')))

async function judge({ kind, folder }) {
  if (kind === 'render') {
    const [yaml, strict] = render(fs.readFileSync(path.join(folder, 'render.yaml'), 'utf8'))
    return yaml === '0' ? ['not YAML'] : strict === '0' ? ['not what the schema allows'] : []
  }
  const resolved = await netlify.resolve(folder, 'production', 'main')
  if (!resolved.ok) return [resolved.fatal]
  const publish = resolved.publish.replace('<site>', folder), netlifyConfigPath = path.join(folder, 'netlify.toml')
  const redirects = await netlify.redirects(folder, { redirectsFiles: [path.join(publish, '_redirects')], netlifyConfigPath })
  const headers = await netlify.headers(folder, { headersFiles: [path.join(publish, '_headers')], netlifyConfigPath })
  return [...resolved.warnings.filter((text) => text.includes('syntax errors')), ...redirects.errors, ...headers.errors]
}

for await (const line of readline.createInterface({ input: process.stdin }))
  console.log(JSON.stringify(await judge(JSON.parse(line))))
