import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { depConstraints } from './tools/boundaries/dep-constraints.mjs';

const specs = ['**/*.spec.ts', '**/testing/**', '**/*-e2e/**'];

export default tseslint.config(
  {
    ignores: [
      '**/dist',
      '**/node_modules',
      '**/.angular',
      '**/.nx',
      'tmp',
      '.mercury',
      '**/coverage',
      'tools/boundaries/fixtures',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: { globals: { ...globals.node } },
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.ts'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: true, allow: [], depConstraints }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-empty-object-type': 'off',
    },
  },
  {
    files: ['apps/**/*.ts', 'libs/**/*.ts'],
    // The storefront's server is bundled without Nest, so without our configuration library.
    ignores: [...specs, 'libs/platform/config/**', 'libs/platform/testing/**', 'apps/storefront/src/server.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read configuration through @mercury/platform/config.' },
      ],
    },
  },
  {
    files: ['libs/*/domain/src/**/*.ts'],
    ignores: specs,
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'The domain reads no environment.' },
        { object: 'Date', property: 'now', message: 'The domain has no clock: take the time as an argument.' },
        { object: 'Math', property: 'random', message: 'The domain has no chance: take ids and draws as arguments.' },
        { object: 'crypto', property: 'randomUUID', message: 'The domain draws no ids: take them as arguments.' },
      ],
    },
  },
  {
    files: ['**/*.cjs', 'jest.preset.js'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  ...angular.configs.tsRecommended.map((config) => ({
    ...config,
    files: ['apps/storefront/**/*.ts', 'libs/storefront/**/*.ts', 'libs/shared/ui/**/*.ts'],
  })),
  {
    files: ['apps/storefront/**/*.ts', 'libs/storefront/**/*.ts', 'libs/shared/ui/**/*.ts'],
    languageOptions: { globals: { ...globals.browser } },
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: 'm', style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: 'm', style: 'camelCase' }],
    },
  },
  ...[...angular.configs.templateRecommended, ...angular.configs.templateAccessibility].map((config) => ({
    ...config,
    files: ['apps/storefront/**/*.html', 'libs/storefront/**/*.html', 'libs/shared/ui/**/*.html'],
  })),
  { ...prettier, files: ['**/*.ts', '**/*.mjs', '**/*.cjs', '**/*.js'] },
);
