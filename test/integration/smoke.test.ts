import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension host', () => {
  it('has opened the fixtures', async () => {
    const files = await vscode.workspace.findFiles('hello.py');
    assert.equal(files.length, 1);
  });

  it('has the extension, and can activate it', async () => {
    const extension = vscode.extensions.getExtension('dropout-playground.dropout-playground');
    assert.ok(extension);
    await extension.activate();
    assert.ok(extension.isActive);
  });
});
