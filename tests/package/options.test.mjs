import assert from 'node:assert/strict';
import { test } from 'node:test';
import init, { Workspace, review } from 'archwright';

await init();
const file = { path: 'a.sql', text: 'SELECT 1' };

/** What is called, which option is wrong, and what was probably meant. */
const wrong = [
  ['no project', () => review(), 'project', null],
  ['a project that is a text', () => review('SELECT 1'), 'project', null],
  ['a project that is a list of files', () => review([file]), 'project', null],
  ['a project without files', () => review({}), 'files', null],
  ['a misspelt `files`', () => review({ file: [file] }), 'file', 'files'],
  ['a name that nobody knows', () => review({ files: [file], outline: true }), 'outline', null],
  ['files that are not a list', () => review({ files: file }), 'files', null],
  ['a file that is a text', () => review({ files: [file, 'SELECT 1'] }), 'files[1]', null],
  ['a file that is null', () => review({ files: [null] }), 'files[0]', null],
  ['a file without a text', () => review({ files: [{ path: 'a.sql' }] }), 'files[0].text', null],
  ['a misspelt `text`', () => review({ files: [file, { path: 'b.sql', txt: '' }] }), 'files[1].txt', 'text'],
  ['a text in the wrong case', () => review({ files: [{ Text: '' }] }), 'files[0].Text', 'text'],
  ['a text that is a number', () => review({ files: [{ text: 1 }] }), 'files[0].text', null],
  ['a path that is null', () => review({ files: [{ path: null, text: '' }] }), 'files[0].path', null],
  ['a kind that is a number', () => review({ files: [{ text: '', kind: 1 }] }), 'files[0].kind', null],
  ['a misspelt kind', () => review({ files: [{ text: '', kind: 'typescipt' }] }), 'files[0].kind', 'typescript'],
  ['a kind that nobody knows', () => review({ files: [{ text: '', kind: 'poetry' }] }), 'files[0].kind', null],
  ['an option that nobody knows', () => review({ files: [file] }, { rules: [] }), 'rules', null],
  ['a misspelt `baseline`', () => review({ files: [file] }, { base_line: [] }), 'base_line', 'baseline'],
  ['a baseline that is a file', () => review({ files: [file] }, { baseline: file }), 'baseline', null],
  ['a baseline file without a text', () => new Workspace().review({ baseline: [{}] }), 'baseline[0].text', null],
  ['options that are null', () => review({ files: [file] }, null), 'options', null],
  ['a workspace file without a path', () => new Workspace().setFile(), 'path', null],
  ['a workspace file without a text', () => new Workspace().setFile('a.sql'), 'text', null],
  ['a workspace file of a misspelt kind', () => new Workspace().setFile('a', '', 'sqll'), 'kind', 'sql'],
  ['removing a file without a path', () => new Workspace().removeFile(), 'path', null],
];

for (const [name, call, option, suggestion] of wrong) {
  test(`${name} is refused by its name`, () => {
    assert.throws(call, (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, 'OptionError');
      assert.equal(error.option, option);
      assert.equal(error.suggestion, suggestion);
      assert.ok(error.message.startsWith(`\`${option}\` `), error.message);
      if (suggestion !== null) assert.ok(error.message.endsWith(`did you mean \`${suggestion}\`?`), error.message);
      return true;
    });
  });
}

test('what a getter throws reaches the caller as it is', () => {
  const reason = new Error('not readable');
  const unreadable = { get text() { throw reason; } };
  assert.throws(() => review({ files: [unreadable] }), (error) => error === reason);
});

test('after a refused call the engine works on', () => {
  assert.throws(() => review({ files: [{ text: 1 }] }));
  assert.equal(review({ files: [file] }).files.length, 1);
});

test('a name of a million letters is refused at once', () => {
  assert.throws(() => review({ ['f'.repeat(1_000_000)]: 1 }), { name: 'OptionError', suggestion: null });
});
