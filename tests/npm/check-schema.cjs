// Says for every YAML text of a file whether a JSON Schema accepts it: real `yaml` and real `ajv`, independent of Groundwright.
// Usage: node check-schema.cjs <folder with node_modules> <input>; input {"schema": {...}, "files": {"name": "yaml"}}; output {"name": null or why not}
const { createRequire } = require('module');
const { join } = require('path');
const from = createRequire(join(process.argv[2], 'package.json'));
const Ajv = from('ajv/dist/2020');
const yaml = from('yaml');

const { schema, files } = JSON.parse(require('fs').readFileSync(process.argv[3], 'utf8'));
const validate = new Ajv({ strict: true, strictRequired: false, allErrors: true, allowUnionTypes: true }).compile(schema);
const answers = {};
for (const [name, text] of Object.entries(files)) {
  try {
    answers[name] = validate(yaml.parse(text, { version: '1.2' })) ? null : JSON.stringify(validate.errors);
  } catch (fault) {
    answers[name] = String(fault);
  }
}
process.stdout.write(JSON.stringify(answers));
