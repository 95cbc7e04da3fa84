// What a person can do with Scholiast in VS Code, in the order they would.
//
// usage: node checks.mjs PREFIX WORK_DIR SCHOLIAST SCRIPTED_MODEL OUT_DIR   (WORK_DIR holds scholiast.vsix)
import { join } from 'node:path';
import { Report } from './report.mjs';
import { Stage } from './stage.mjs';
import { Workbench } from './workbench.mjs';

const [prefix, work, program, modelProgram, out] = process.argv.slice(2);
const report = new Report();
const stage = new Stage(prefix, work);
process.on('exit', () => { stage.strike(); });
process.on('SIGTERM', () => process.exit(1));

const address = await stage.startModel(modelProgram);
const model = { 'scholiast.model.baseUrl': address, 'scholiast.model.name': 'scripted' };
stage.set(model);
stage.install(join(work, 'scholiast.vsix'));
const workbench = await Workbench.open(await stage.serve('settlement.py', { trusted: true }), out);
const { page } = workbench;
const check = (name, body) => report.check(name, body, () => workbench.screenshot(`failed-${report.failed}`));

/** The status item's icon when all is well. */
const serverIsReady = () => workbench.status('Scholiast').locator('.codicon-book').waitFor();

await check('the status item says that the server is ready', serverIsReady);
await check('the tangled function is underlined as information', () => page.waitForSelector('.squiggly-info'));
await check('the inlay hint shows its cognitive complexity', () => workbench.seesInCode('cognitive 21'));
await check('the syntax error is underlined', async () => {
  await workbench.goTo(33);
  await page.waitForSelector('.squiggly-error');
  await workbench.screenshot('overview');
});
await check('the problems panel has both sentences, and the lines that make the number', async () => {
  await workbench.palette('Problems: Focus on Problems View');
  await workbench.sees('.part.panel', '`settle` has a cognitive complexity of 21');
  await workbench.sees('.part.panel', 'syntax-error');
  await workbench.unfoldProblem('`settle` has a cognitive complexity of 21');
  await workbench.sees('.part.panel', '+1 for this `for` loop');
  await workbench.screenshot('problems');
  await workbench.palette('View: Hide Panel');
});
await check('hovering the name shows the metrics card', async () => {
  await workbench.word('settle').hover();
  await workbench.sees('.monaco-hover', 'Cognitive complexity 21');
  await workbench.scrollHover(); // the card stands below the diagnostic and its related places
  await workbench.screenshotUnderMouse('hover');
  await page.mouse.move(5, 5);
});
await check('"Why this number?" from the palette shows every increment beside the code', async () => {
  await workbench.goTo(18, 6);
  await workbench.palette('Scholiast: Why this number?');
  await workbench.previewShows('Together 21, of which 13 for nesting');
  await workbench.screenshot('why');
  await workbench.palette('View: Close Editor');
});
await check('the code actions are offered on the function', async () => {
  await workbench.goTo(18, 6);
  await workbench.openActions('Improve: reduce complexity');
  await workbench.screenshot('actions');
});
await check('"Improve: reduce complexity" shows progress that can be cancelled', async () => {
  await workbench.takeAction('Improve: reduce complexity');
  await workbench.notification('Improving settle');
  await page.locator('.notification-toast .monaco-button', { hasText: 'Cancel' }).waitFor();
  await workbench.screenshot('progress');
});
await check('… applies the verified edit, carried on past what was typed meanwhile', async () => {
  await workbench.goTo(1);
  await page.keyboard.type('# Typed while the model answers.\n');
  await workbench.goTo(29);
  await workbench.seesInCode('if person == expense.payer');
});
await check('… shows its receipt', async () => {
  await workbench.notification('21 → 11');
  await workbench.expandNotification();
  await workbench.screenshot('improved');
});
await check('… and the hint is gone, for the number fell', () => workbench.noLongerSeesInCode('cognitive 21'));
await check('one undo brings the old code back', async () => {
  await workbench.clearNotifications();
  await page.keyboard.press('Control+z');
  await workbench.noLongerSeesInCode('if person == expense.payer');
  await workbench.seesInCode('cognitive 21');
  await page.keyboard.press('Control+Home');
  await workbench.seesInCode('# Typed while the model answers.');
});
await check('"Explain" shows the facts and the model\'s words beside the code', async () => {
  await workbench.goTo(19, 6); // one line was typed above it
  await workbench.palette('Scholiast: Explain');
  await workbench.previewShows('walks the expenses once');
  await workbench.screenshot('explain');
  await workbench.palette('View: Close Editor');
});
await check('Cancel ends an improvement whose model says no more', async () => {
  await workbench.goTo(19, 6);
  await workbench.openActions('Improve: reduce complexity');
  await workbench.takeAction('Improve: reduce complexity');
  await page.locator('.notification-toast .monaco-button', { hasText: 'Cancel' }).click();
  await workbench.notificationsGone();
  await serverIsReady();
  await workbench.seesInCode('cognitive 21');
});
await check('the quick fix mends the syntax error', async () => {
  await workbench.goTo(43, 46);
  await workbench.openActions('Insert `:`');
  await workbench.screenshot('quick-fix');
  await workbench.takeAction('Insert `:`');
  await page.waitForSelector('.squiggly-error', { state: 'detached' });
  await workbench.goTo(19, 6);
});
await check('the status item under the mouse says which model answers, and is a menu', async () => {
  await workbench.status('Scholiast').hover();
  for (const words of ['Model: scripted', 'Explain This Function', 'Restart Server', 'Show Output', 'Settings']) {
    await workbench.sees('.monaco-hover', words);
  }
  await page.waitForTimeout(400); // it fades in
  await workbench.screenshotUnderMouse('status-tooltip');
  await page.mouse.move(5, 5);
});
await check('a click on the status item opens its menu', async () => {
  await workbench.status('Scholiast').click();
  await workbench.sees('.quick-input-widget', 'Restart Server');
  await page.locator('.quick-input-widget input[placeholder*="scripted"]').waitFor();
  await workbench.screenshot('status-menu');
  await workbench.pick('Show Output');
});
await check('the output channel says what was started', async () => {
  await workbench.sees('.part.panel .view-lines', 'server/scholiast lsp (in this extension)');
  await workbench.screenshot('output');
});
await check('the server restarts, and the hint comes back', async () => {
  await workbench.palette('Scholiast: Restart Server');
  await workbench.sees('.part.panel .view-lines', 'Restarting the server');
  await workbench.palette('View: Hide Panel');
  await workbench.seesInCode('cognitive 21');
  await serverIsReady();
});
await check('a threshold changed in the settings counts at once', async () => {
  stage.set({ ...model, 'scholiast.complexity.cognitiveThreshold': 30 });
  await workbench.noLongerSeesInCode('cognitive 21');
  stage.set(model);
  await workbench.seesInCode('cognitive 21');
});
await check('a missing server is explained, with ways out', async () => {
  stage.set({ ...model, 'scholiast.server.path': '/nowhere/scholiast' });
  await workbench.notification('Scholiast cannot run "/nowhere/scholiast"');
  await workbench.screenshot('missing-server');
  stage.set(model);
  await serverIsReady();
  await workbench.clearNotifications();
});
await check('TypeScript gets the same', async () => {
  await workbench.open('shipping.ts');
  await workbench.goTo(30);
  await workbench.seesInCode('cognitive 21');
  await workbench.noLongerSees('.part.statusbar', 'Analyzing'); // TypeScript's own server
  await workbench.screenshot('typescript');
});

await check('a file that was never saved is served, too', async () => {
  await workbench.palette('File: New Untitled Text File');
  await workbench.palette('Change Language Mode');
  await page.keyboard.type('Python');
  await page.keyboard.press('Enter');
  await workbench.focusCode();
  await page.keyboard.type('def late(:\n');
  await page.waitForSelector('.editor-instance .squiggly-error');
  await workbench.screenshot('untitled');
});
await check('the walkthrough leads through the first steps', async () => {
  await workbench.palette('Welcome: Open Walkthrough...');
  await page.keyboard.type('Scholiast');
  await workbench.pick('Read and improve code with Scholiast');
  await workbench.sees('.gettingStartedContainer', 'Connect a model, if you like');
  await workbench.screenshot('walkthrough');
});

await workbench.close();
stage.strike();

stage.putOnPath(program);
const workspace = await stage.serve('settlement.py', { trusted: false, workspace: ['trip', 'hike'] });
const restricted = await Workbench.open(workspace, out);
const checkRestricted = (name, body) => report.check(name, body, () => restricted.screenshot(`failed-${report.failed}`));
await checkRestricted('Restricted Mode shows what was measured and asks no model', async () => {
  await restricted.seesInCode('cognitive 21');
  await restricted.word('settle').click();
  await restricted.palette('Scholiast: Why this number?');
  await restricted.previewShows('Together 21, of which 13 for nesting');
  await restricted.palette('View: Close Editor');
  await restricted.palette('Scholiast: Explain');
  await restricted.notification('asks no model about code in Restricted Mode');
});
await checkRestricted('the second folder of a workspace is served as well', async () => {
  await restricted.palette('Notifications: Clear All Notifications');
  await restricted.open('route.py');
  await restricted.seesInCode('cognitive 16');
});
await checkRestricted('a server on the PATH goes before the one in the extension', async () => {
  await restricted.palette('Scholiast: Show Output');
  await restricted.sees('.part.panel .view-lines', 'bin/scholiast lsp (on the PATH)');
});
await restricted.close();
process.exit(report.close());
