export default {
  displayName: 'storefront-catalog-ui',
  preset: 'jest-preset-angular',
  resolver: '@nx/jest/plugins/resolver',
  setupFilesAfterEnv: ['<rootDir>/src/test-setup.ts'],
  transform: {
    '^.+\\.(ts|mjs|js|html)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/tsconfig.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!.*\\.mjs$|uuid/)'],
  moduleNameMapper: {
    '^@mercury/(.*)$': '<rootDir>/../../../../libs/$1/src/index.ts',
    '^@lucide/angular$': '<rootDir>/../../../../tools/dev/jest/icons.cjs',
  },
};
