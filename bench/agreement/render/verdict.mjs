// What the schema says of a file: three digits, is it YAML, does the schema take it as written, does it take it once `env` is `runtime` and `redis` `keyvalue`.
import Ajv2020 from 'ajv/dist/2020.js'
import YAML from 'yaml'

export function verdict(schema) {
  const validate = new Ajv2020({ strict: false, logger: false, validateFormats: false }).compile(schema)
  return (text) => {
    let value
    try {
      const documents = YAML.parseAllDocuments(text)
      if (documents.some((document) => document.errors.length > 0)) return '000'
      value = documents[0]?.toJSON()
    } catch { return '000' }
    return `1${validate(value) ? 1 : 0}${validate(resolved(value)) ? 1 : 0}`
  }
}

function resolved(value) {
  const root = structuredClone(value)
  const list = (owner, key) => (owner && typeof owner === 'object' && Array.isArray(owner[key]) ? owner[key] : [])
  const services = [root, root?.ungrouped, ...list(root, 'projects').flatMap((project) => list(project, 'environments'))].flatMap((owner) => list(owner, 'services'))
  for (const service of services) {
    if (!service || typeof service !== 'object' || Array.isArray(service)) continue
    if (service.env !== undefined && service.runtime === undefined) service.runtime = service.env
    delete service.env
    if (service.type === 'redis') service.type = 'keyvalue'
  }
  return root
}
