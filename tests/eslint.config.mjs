// Lint rules for the tests' and the installer's own scripts. The gallery's pages are third-party style and not linted.
import js from '@eslint/js';
import globals from 'globals';

export default [
  {ignores: ['node_modules/**', 'e2e/pages/**']},
  js.configs.recommended,
  {
    languageOptions: {ecmaVersion: 2024, sourceType: 'module', globals: {...globals.node, ...globals.browser, chrome: 'readonly'}},
    rules: {eqeqeq: 'error', 'prefer-const': 'error', 'no-var': 'error', 'no-unused-vars': ['error', {args: 'after-used'}]},
  },
];
