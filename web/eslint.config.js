import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** What a layer must not import; the table stands in `README.md`. */
const forbid = (folder, ...layers) => ({
  files: [`src/${folder}/**/*.ts`],
  ignores: ['**/*.test.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: layers.map((layer) => ({
          group: layer.includes('/') || !LAYERS.includes(layer) ? [layer] : [`**/${layer}/*`, `**/${layer}`],
          message: `${folder}/ must not use ${layer}`,
        })),
      },
    ],
  },
});
const LAYERS = ['commands', 'engine', 'state', 'styles', 'views'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'package/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
  },
  {
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'what a person pasted is shown as text, never as markup',
        })),
      ],
      'no-restricted-imports': [
        'error',
        { patterns: ['lit/directives/unsafe-*', 'lit/directives/style-map*'] },
      ],
    },
  },
  forbid('engine', 'commands', 'state', 'styles', 'views', 'lit', '@codemirror/*'),
  forbid('state', 'commands', 'styles', 'views', 'lit', 'lit/*'),
  forbid('commands', 'styles', 'views', 'lit', 'lit/*'),
  forbid(
    'views',
    '**/engine/client*',
    '**/engine/start*',
    '**/engine/worker*',
    'lit/directives/unsafe-*',
    'lit/directives/style-map*',
  ),
  forbid('styles', 'commands', 'engine', 'state', 'views'),
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: { console: 'readonly', process: 'readonly', URL: 'readonly' } },
  },
);
