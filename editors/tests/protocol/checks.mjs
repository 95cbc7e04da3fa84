// A second opinion on the protocol: Microsoft's own implementation of it, as a plain client.
//
// usage: node checks.mjs SCHOLIAST
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Report } from '../vscode/report.mjs';

const extension = join(import.meta.dirname, '../../vscode/package.json');
const protocol = createRequire(extension)('vscode-languageserver-protocol/node');
const { createProtocolConnection, ErrorCodes, LSPErrorCodes, StreamMessageReader, StreamMessageWriter } = protocol;

const program = process.argv[2];
const report = new Report();
const uri = 'file:///tmp/trip/settlement.py';
const broken = 'def f(xs):\n    """𝒳é"""\n    return "𝒳", (xs\n';

/** A connection that rejects rather than hangs, and the process behind it. */
function connect() {
  const server = spawn(program, ['lsp'], { stdio: ['pipe', 'pipe', 'ignore'] });
  const reader = new StreamMessageReader(server.stdout);
  const connection = createProtocolConnection(reader, new StreamMessageWriter(server.stdin));
  const ended = once(server, 'exit').then(([code]) => code);
  connection.listen();
  return { connection, ended, server };
}

async function initialize(capabilities) {
  const session = connect();
  const params = { processId: process.pid, rootUri: null, capabilities };
  session.result = await session.connection.sendRequest('initialize', params);
  await session.connection.sendNotification('initialized', {});
  return session;
}

const open = ({ connection }, text = broken) =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'python', version: 1, text },
  });

/** Ends a session in order; the server's exit code. */
async function finish({ connection, ended }) {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return ended;
}

function expect(found, wanted) {
  if (found !== wanted) {
    throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`);
  }
}

/** The code of the error that a request must end with. */
async function codeOf(answer) {
  try {
    await answer;
  } catch (error) {
    return error.code;
  }
  throw new Error('it was answered well');
}

await report.check('initialize, shutdown and exit end as a success', async () => {
  expect(await finish(await initialize({})), 0);
});
await report.check('exit without shutdown ends as a failure', async () => {
  const { connection, ended } = await initialize({});
  await connection.sendNotification('exit');
  expect(await ended, 1);
});
await report.check('a request before initialize is refused, and the server goes on', async () => {
  const session = connect();
  const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };
  expect(await codeOf(session.connection.sendRequest('textDocument/hover', hover)), ErrorCodes.ServerNotInitialized);
  await session.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  expect(await finish(session), 0);
});
await report.check('a second initialize is refused', async () => {
  const session = await initialize({});
  const again = session.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} });
  expect(await codeOf(again), ErrorCodes.InvalidRequest);
  expect(await finish(session), 0);
});
await report.check('a method that does not exist is refused', async () => {
  const session = await initialize({});
  expect(await codeOf(session.connection.sendRequest('scholiast/nonsense', {})), ErrorCodes.MethodNotFound);
  expect(await finish(session), 0);
});
await report.check('a request after shutdown is refused', async () => {
  const { connection, ended } = await initialize({});
  await connection.sendRequest('shutdown');
  expect(await codeOf(connection.sendRequest('textDocument/hover', {})), ErrorCodes.InvalidRequest);
  await connection.sendNotification('exit');
  expect(await ended, 0);
});
await report.check('the end of the input ends the server', async () => {
  const { server, ended } = await initialize({});
  server.stdin.end();
  await ended;
});

/** Where the last letter of `broken`, after which a bracket is missing, stands in its line. */
for (const [encoding, character] of [['utf-8', 21], ['utf-16', 19], ['utf-32', 18]]) {
  await report.check(`pushed diagnostics count in ${encoding}`, async () => {
    const session = await initialize({ general: { positionEncodings: [encoding] } });
    expect(session.result.capabilities.positionEncoding, encoding);
    const pushed = new Promise((resolve) => {
      session.connection.onNotification('textDocument/publishDiagnostics', resolve);
    });
    await open(session);
    const { diagnostics, version } = await pushed;
    expect(version, 1);
    expect(diagnostics[0].range.start.line, 2);
    expect(diagnostics[0].range.start.character, character);
    expect(await finish(session), 0);
  });
}
await report.check('without a word on encodings it is UTF-16', async () => {
  const session = await initialize({});
  expect(session.result.capabilities.positionEncoding ?? 'utf-16', 'utf-16');
  expect(await finish(session), 0);
});
await report.check('pulled diagnostics have a name, and are not sent twice', async () => {
  const session = await initialize({ textDocument: { diagnostic: {} } });
  await open(session);
  const textDocument = { uri };
  const first = await session.connection.sendRequest('textDocument/diagnostic', { textDocument });
  expect(first.kind, 'full');
  expect(first.items.length, 1);
  const again = { textDocument, previousResultId: first.resultId };
  expect((await session.connection.sendRequest('textDocument/diagnostic', again)).kind, 'unchanged');
  expect(await finish(session), 0);
});
await report.check('a cancelled request is answered so', async () => {
  const session = await initialize({ textDocument: { diagnostic: {} } });
  await open(session, 'x = [\n'.repeat(100_000));
  const cancelled = new protocol.CancellationTokenSource();
  const params = { textDocument: { uri } };
  const answer = session.connection.sendRequest('textDocument/diagnostic', params, cancelled.token);
  cancelled.cancel();
  expect(await codeOf(answer), LSPErrorCodes.RequestCancelled);
  expect(await finish(session), 0);
});
process.exit(report.close());
