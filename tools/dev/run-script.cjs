// Apart from run.cjs, since a very old Node cannot even read `import()`.
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');

// The scripts see themselves as called directly.
const script = join(__dirname, `${process.argv[2]}.mjs`);
process.argv.splice(1, 2, script);
import(pathToFileURL(script).href);
