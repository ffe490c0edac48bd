const nxPreset = require('@nx/jest/preset').default;

// Nest 12, MikroORM 7 and their friends are ESM-only: swc turns them, like our own sources, into CommonJS.
const esmOnly = [
  '@nestjs',
  '@mikro-orm',
  'kysely',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'uuid',
];

const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      target: 'es2023',
      keepClassNames: true,
    },
    module: { type: 'commonjs', importInterop: 'swc' },
  },
];

/** For servers and pure libraries. Angular projects use jest-preset-angular instead: Jest merges transforms. */
module.exports = {
  ...nxPreset,
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts'],
  setupFiles: [require.resolve('reflect-metadata')],
  setupFilesAfterEnv: [require.resolve('./tools/dev/jest/patience.cjs')],
  globalSetup: require.resolve('./tools/dev/jest/global-setup.cjs'),
  globalTeardown: require.resolve('./tools/dev/jest/global-teardown.cjs'),
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
  moduleNameMapper: { '^@mercury/(.*)$': `${__dirname}/libs/$1/src/index.ts` },
  transform: { '^.+\\.[mc]?[jt]s$': swc },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
