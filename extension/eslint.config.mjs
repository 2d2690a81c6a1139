// The tools live with the tests, so that the extension needs none to run: they are found from there.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../tests/package.json', import.meta.url));
const js = require('@eslint/js');
const globals = require('globals');

const rules = {
  ...js.configs.recommended.rules,
  eqeqeq: 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-console': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  'no-restricted-globals': ['error', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'localStorage', 'sessionStorage'],
};

export default [
  {
    files: ['**/*.js'],
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals: { ...globals.browser, chrome: 'readonly' } },
    rules,
  },
  {
    files: ['content/**/*.js', 'picker/**/*.js', 'peek/**/*.js', 'page-world/**/*.js'],
    languageOptions: { sourceType: 'script' },
  },
];
