// node pairs.mjs CORPUS CHIMERA ORACLE VALIDATOR SCHEMA; see ./run
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { fileURLToPath } from 'node:url'

const [corpus, chimera, oracle, validator, schema] = process.argv.slice(2)
const names = { 'netlify-toml': 'netlify.toml', redirects: '_redirects', headers: '_headers', render: 'render.yaml' }
const [, ...rows] = fs.readFileSync(path.join(corpus, 'heal-pairs.tsv'), 'utf8').trim().split('\n')
const pairs = rows.map((row) => { const [kind, broken, healed, repo] = row.split('\t'); return { kind, broken, healed, repo } })
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'heal-'))
const judge = spawn('node', [fileURLToPath(new URL('judge.mjs', import.meta.url)), oracle, validator, schema], { stdio: ['pipe', 'pipe', 'inherit'] })
const answers = readline.createInterface({ input: judge.stdout })[Symbol.asyncIterator]()
const ask = async (kind, folder) => {
  judge.stdin.write(JSON.stringify({ kind, folder }) + '\n')
  return JSON.parse((await answers.next()).value)
}

let [gone, wrong] = [0, 0]
for (const { kind, broken, repo } of pairs) {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(work, 'site-')))
  const text = fs.readFileSync(path.join(corpus, broken))
  fs.writeFileSync(path.join(folder, names[kind]), text)
  if (kind === 'netlify-toml') {
    // The folders that the file names exist, so that only the file is judged.
    for (const [, base] of text.toString().matchAll(/^\s*base\s*=\s*["']([^"'\n]+)["']/gim)) {
      const named = path.join(folder, base.replace(/^\/+/, ''))
      if (named.startsWith(folder)) fs.mkdirSync(named, { recursive: true })
    }
  }
  const before = await ask(kind, folder)
  const heal = spawnSync(chimera, ['heal', '--platform', kind === 'render' ? 'render' : 'netlify', '--path', folder, '-o', 'json'], { cwd: folder, encoding: 'utf8' })
  const after = await ask(kind, folder)
  const report = (() => { try { return JSON.parse(heal.stdout) } catch { return { healed: [], left: [] } } })()
  wrong += before.length > 0 ? 1 : 0
  gone += before.length > 0 && after.length === 0 ? 1 : 0
  const result = before.length === 0 ? 'no error before' : after.length === 0 ? 'healed' : `${after.length} of ${before.length} left`
  console.log(`${kind.padEnd(13)} ${broken.padEnd(36)} ${repo.padEnd(38)} ${result}`)
  if (process.env.SHOW_DIFF) console.log(report.diff ?? heal.stderr)
  for (const message of new Set(after)) console.log(`    oracle: ${message.split('\n').map((line) => line.trim()).filter(Boolean).slice(-3).join(' | ').slice(0, 200)}`)
  for (const left of after.length > 0 ? report.left : []) console.log(`    left: ${left.finding.message}: ${left.why}`.slice(0, 240))
}
judge.stdin.end()
fs.rmSync(work, { recursive: true, force: true })
console.log(`healed ${gone} of ${wrong}, ${(gone * 100 / Math.max(wrong, 1)).toFixed(1)} %`)
