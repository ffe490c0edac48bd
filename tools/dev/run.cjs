// Entry of every npm script: `node tools/dev/run.cjs start`. Written for the oldest Node that anyone may have, so that one
// that is too old says so in a sentence and not by a syntax error.
var OLDEST = 20;
var version = process.versions.node;
if (Number(version.split('.')[0]) < OLDEST) {
  console.error(
    'Node ' +
      version +
      ' is too old: install Node ' +
      OLDEST +
      ' or newer (https://nodejs.org), then run the command again.',
  );
  process.exit(1);
}
require('./run-script.cjs');
