#!/usr/bin/env node
// Holds Chimera's verdict over render.yaml files against Render's published JSON schema, through an independent reader and validator.
//   node run.mjs [--schema FILE] [--corpus DIR] [--count 20000] [--seed 1] [--show 10]
// Installs ajv and yaml from npm beside itself. Prints one line and leaves when the schema is absent: it has no licence and is not ours to ship.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path.dirname(fileURLToPath(import.meta.url)), root = path.resolve(here, '../../..')
const option = (name, otherwise) => { const at = process.argv.indexOf(`--${name}`); return at < 0 ? otherwise : process.argv[at + 1] }
const schemaFile = option('schema', path.join(root, '../shared/oracle/schemas/render.yaml.schema.json'))
if (!fs.existsSync(schemaFile)) {
  console.log(`render: skipped, the schema is not at ${schemaFile}`)
  process.exit(0)
}
if (!fs.existsSync(path.join(here, 'node_modules/ajv')))
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] })

const { file, random } = await import('./generate.mjs')
const { verdict } = await import('./verdict.mjs')
const judge = verdict(JSON.parse(fs.readFileSync(schemaFile, 'utf8')))
const r = random(Number(option('seed', 1))), count = Number(option('count', 20000)), show = Number(option('show', 10))
const documents = [...corpus(option('corpus')), ...Array.from({ length: count }, (_, index) => ({ name: `generated ${index}`, text: file(r) }))]
const expected = documents.map(({ text }) => judge(text))
const ours = spawnSync('dotnet', ['run', path.join(here, 'verdicts.cs')], {
  input: documents.map(({ text }) => JSON.stringify(text)).join('\n') + '\n', encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit'],
})
if (ours.status !== 0) throw new Error(`verdicts.cs ended with ${ours.status}: ${ours.stdout}`)
const answers = ours.stdout.trim().split('\n')
if (answers.length !== documents.length) throw new Error(`${documents.length} files, ${answers.length} answers`)

const kinds = { 'is YAML': 0, strict: 1, effective: 2 }
let shown = 0, same = 0, all = 0
for (const [kind, letter] of Object.entries(kinds)) {
  let agreed = 0, taken = 0
  documents.forEach(({ name, text }, index) => {
    const theirs = expected[index][letter]
    taken += theirs === '1' ? 1 : 0
    if (theirs === answers[index][letter]) agreed++
    else if (shown++ < show) console.log(`--- ${kind}: ${name}: validator says ${theirs}, chimera ${answers[index][letter]}\n${text}`)
  })
  same += agreed
  all += documents.length
  console.log(`render ${kind.padEnd(9)} ${agreed}/${documents.length} ${percent(agreed / documents.length)} (${taken} yes)`)
}
console.log(`render overall   ${percent(same / all)}`)
process.exitCode = same === all ? 0 : 1

function percent(part) { return `${(Math.floor(part * 10000) / 100).toFixed(2)}%` }

function* corpus(folder) {
  if (!folder) return
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && /\.ya?ml$/.test(entry.name) && /render/.test(path.join(entry.parentPath, entry.name)))
      yield { name: path.join(entry.parentPath, entry.name), text: fs.readFileSync(path.join(entry.parentPath, entry.name), 'utf8') }
}
