// Sets the stage: a folder of samples, the scripted model, and VS Code's server with our package.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const samples = join(import.meta.dirname, '../../../fixtures/editor');

/** The second folder's one file: cognitive complexity 16. */
const route = `def far(stops, limit):
    for one in stops:
        for two in stops:
            if one != two:
                if one.east - two.east > limit:
                    return True
                if one.north - two.north > limit and (two.is_open or two.is_home):
                    return True
    return False
`;

/** What a person who likes a quiet window would set. */
const userSettings = {
  'breadcrumbs.enabled': false,
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.fontFamily': 'Hack',
  'editor.fontSize': 12.5,
  'editor.minimap.enabled': false,
  'editor.stickyScroll.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'markdown.preview.fontSize': 13,
  'security.workspace.trust.startupPrompt': 'never',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.activityBar.location': 'hidden',
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.layoutControl.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

export class Stage {
  #processes = [];

  constructor(prefix, work) {
    this.prefix = prefix;
    this.work = work;
    this.folder = join(work, 'trip');
    this.state = join(work, 'state');
    this.server = join(prefix, 'node_modules/code-server/lib/vscode/out/server-main.js');
    cpSync(samples, this.folder, { recursive: true });
    mkdirSync(join(work, 'hike'));
    writeFileSync(join(work, 'hike/route.py'), route);
    for (const place of ['home', 'data/User', 'data/Machine', 'extensions']) {
      mkdirSync(join(this.state, place), { recursive: true });
    }
    writeFileSync(join(this.state, 'data/User/settings.json'), JSON.stringify(userSettings));
  }

  /** Settings of the machine, where VS Code reads those that no workspace may set. */
  set(settings) {
    writeFileSync(join(this.state, 'data/Machine/settings.json'), JSON.stringify(settings));
  }

  /** Starts the scripted model; answers its address. */
  async startModel(program) {
    const script = join(samples, 'model.json');
    const model = this.#start(program, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [address] = await once(createInterface(model.stdout), 'line');
    return address;
  }

  /** From the next start on, `scholiast` is on the PATH, which VS Code learns from a login shell. */
  putOnPath(program) {
    const folder = join(this.work, 'bin');
    mkdirSync(folder);
    symlinkSync(program, join(folder, 'scholiast'));
    writeFileSync(join(this.state, 'home/.profile'), `export PATH='${folder}':"$PATH"\n`);
  }

  install(packageFile) {
    const { status, stderr } = spawnSync(
      process.execPath,
      [this.server, ...this.#places(), '--install-extension', packageFile, '--force'],
      { env: this.#environment(), encoding: 'utf8' },
    );
    if (status !== 0) {
      throw new Error(`VS Code did not install the package: ${stderr}`);
    }
  }

  /**
   * Starts VS Code's server; answers the address of the workbench with `file` open, in its folder or in
   * a workspace of several folders.
   */
  async serve(file, { trusted, workspace }) {
    const port = await freePort();
    const place = ['--host', '127.0.0.1', '--port', port, '--without-connection-token'];
    const trust = trusted ? ['--disable-workspace-trust'] : [];
    const server = this.#start(
      process.execPath,
      [this.server, ...this.#places(), ...place, ...trust, '--telemetry-level', 'off'],
      { env: this.#environment(), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    await says(server, 'Extension host agent listening');
    const open = JSON.stringify([['openFile', `vscode-remote://127.0.0.1:${port}${join(this.folder, file)}`]]);
    const opened = workspace ? `workspace=${this.#workspace(workspace)}` : `folder=${this.folder}`;
    return `http://127.0.0.1:${port}/?${opened}&payload=${encodeURIComponent(open)}`;
  }

  #workspace(folders) {
    const file = join(this.work, 'all.code-workspace');
    writeFileSync(file, JSON.stringify({ folders: folders.map((path) => ({ path })) }));
    return file;
  }

  /** Ends everything that was started; the folder and the settings stay. */
  strike() {
    for (const process_ of this.#processes) {
      process_.kill();
    }
    this.#processes = [];
  }

  #start(program, args, options) {
    const started = spawn(program, args, options);
    this.#processes.push(started);
    return started;
  }

  #places() {
    return [
      '--accept-server-license-terms',
      '--server-data-dir', this.state,
      '--user-data-dir', join(this.state, 'data'),
      '--extensions-dir', join(this.state, 'extensions'),
    ];
  }

  /** No key and no model of the person who runs the tests may play along. */
  #environment() {
    const kept = Object.entries(process.env).filter(([name]) => !/^(SCHOLIAST_|OPENAI_)/.test(name));
    return { ...Object.fromEntries(kept), HOME: join(this.state, 'home') };
  }
}

/** The browser that is installed, wherever this system keeps it. */
export function chromiumPath() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = known.find((path) => existsSync(path));
  if (!found) {
    throw new Error('chromium is not installed: run setup.sh');
  }
  return found;
}

/** Waits until a program prints these words; its output is read on, so that it never blocks. */
function says(program, words) {
  const log = [];
  return new Promise((resolve, reject) => {
    const read = (line) => {
      log.push(line);
      if (line.includes(words)) {
        resolve();
      }
    };
    createInterface(program.stdout).on('line', read);
    createInterface(program.stderr).on('line', read);
    program.on('exit', () => { reject(new Error(`it ended before it said "${words}": ${log.join('\n')}`)); });
  });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
