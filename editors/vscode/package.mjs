// Packs the extension with a server program inside.
//
//   npm run package -- PROGRAM OUT.vsix [TARGET]
//
// PROGRAM is a built `scholiast`; TARGET is the platform it runs on, in VS Code's words
// (`linux-x64`, `darwin-arm64`, …), this machine's by default.
import { chmodSync, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const [program, package_, target = `${process.platform}-${process.arch}`] = process.argv.slice(2);
if (!program || !package_) {
  console.error('usage: npm run package -- PROGRAM OUT.vsix [TARGET]');
  process.exit(2);
}
const packed = `server/scholiast${target.startsWith('win32') ? '.exe' : ''}`;
const here = import.meta.dirname;
/** Paths are the caller's; npm itself runs scripts in this folder. */
const fromCaller = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);

rmSync(resolve(here, 'server'), { recursive: true, force: true });
mkdirSync(resolve(here, 'server'));
copyFileSync(fromCaller(program), resolve(here, packed));
chmodSync(resolve(here, packed), 0o755);

run('npm', ['run', '--silent', 'bundle']);
run('npx', [
  ...['--no-install', 'vsce', 'package', '--no-dependencies', '--allow-missing-repository'],
  ...['--target', target, '--out', fromCaller(package_)],
]);

function run(command, args) {
  const options = { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' };
  const { status, error } = spawnSync(command, args, options);
  if (status !== 0) {
    console.error(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : ''}`);
    process.exit(status ?? 1);
  }
}
