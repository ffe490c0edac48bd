// Proves that the boundary rules bite: for each rule a file that breaks it is linted in the room it must not be in, and
// lint must fail with that rule. A rule that nobody has seen fail is a comment.
import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { environment } from '../dev/machine/node-version.mjs';
import { workspace } from '../dev/machine/workspace.mjs';
const boundary = '@nx/enforce-module-boundaries';

const violations = [
  { what: 'a domain imports Nest', at: 'libs/orders/domain/src', code: "import '@nestjs/common';", rule: boundary },
  { what: 'a domain imports rxjs', at: 'libs/orders/domain/src', code: "import 'rxjs';", rule: boundary },
  {
    what: 'a domain imports class-validator',
    at: 'libs/orders/domain/src',
    code: "import 'class-validator';",
    rule: boundary,
  },
  {
    what: 'a domain imports its server',
    at: 'libs/orders/domain/src',
    code: "import '@mercury/orders/server';",
    rule: boundary,
  },
  {
    what: 'a domain reads the clock',
    at: 'libs/orders/domain/src',
    code: 'export const now = Date.now();',
    rule: 'no-restricted-properties',
  },
  {
    what: 'a domain draws lots',
    at: 'libs/orders/domain/src',
    code: 'export const lot = Math.random();',
    rule: 'no-restricted-properties',
  },
  { what: 'contracts import Nest', at: 'libs/orders/contracts/src', code: "import '@nestjs/common';", rule: boundary },
  {
    what: 'contracts import a domain',
    at: 'libs/orders/contracts/src',
    code: "import '@mercury/orders/domain';",
    rule: boundary,
  },
  {
    what: 'a context imports another one’s domain',
    at: 'libs/orders/server/src',
    code: "import '@mercury/catalog/domain';",
    rule: boundary,
  },
  {
    what: 'a context imports another one’s server',
    at: 'libs/orders/server/src',
    code: "import '@mercury/payment/server';",
    rule: boundary,
  },
  {
    what: 'the gateway imports a context’s server',
    at: 'libs/gateway/server/src',
    code: "import '@mercury/orders/server';",
    rule: boundary,
  },
  {
    what: 'the gateway imports a context’s domain',
    at: 'libs/gateway/server/src',
    code: "import '@mercury/orders/domain';",
    rule: boundary,
  },
  { what: 'a server imports Angular', at: 'libs/orders/server/src', code: "import '@angular/core';", rule: boundary },
  {
    what: 'the platform imports a context',
    at: 'libs/platform/errors/src',
    code: "import '@mercury/orders/contracts';",
    rule: boundary,
  },
  {
    what: 'the storefront imports a server',
    at: 'libs/shared/ui/src',
    code: "import '@mercury/orders/server';",
    rule: boundary,
  },
  { what: 'the storefront imports Nest', at: 'libs/shared/ui/src', code: "import '@nestjs/common';", rule: boundary },
  {
    what: 'a utility imports a context',
    at: 'libs/shared/util-money/src',
    code: "import '@mercury/orders/contracts';",
    rule: boundary,
  },
  {
    what: 'a service reads the environment',
    at: 'libs/orders/server/src',
    code: "export const url = process.env['DATABASE_URL'];",
    rule: 'no-restricted-properties',
  },
];

const files = violations.map(({ at }, index) => join(workspace, at, `boundary-probe-${index}.ts`));
let report;
try {
  violations.forEach(({ code }, index) => writeFileSync(files[index], `${code}\n`));
  // The rule reads Nx's cached graph: make it, with the probe files in it.
  spawnSync('nx', ['show', 'projects'], { cwd: workspace, env: environment(), stdio: 'ignore' });
  const run = spawnSync('eslint', ['--no-warn-ignored', '--format', 'json', ...files], {
    cwd: workspace,
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  report = JSON.parse(run.stdout);
} finally {
  for (const file of files) rmSync(file, { force: true });
}
const passes = violations.filter(({ what, rule }, index) => {
  const found = report
    .find(({ filePath }) => filePath === files[index])
    ?.messages.some(({ ruleId }) => ruleId === rule);
  console.log(`${found ? '✓' : '✗'} lint fails when ${what}`);
  return found;
});
console.log(`${passes.length} passed, ${violations.length - passes.length} failed`);
process.exitCode = passes.length === violations.length ? 0 : 1;
