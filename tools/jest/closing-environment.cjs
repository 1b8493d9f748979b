// Node, and a check: a spec file that leaves a server, socket, timer or child process open fails.
const { setTimeout: pause } = require('node:timers/promises');
const { TestEnvironment } = require('jest-environment-node');

const { countOpen, leastOf, openBeyond } = require('./open-resources.cjs');

/**
 * Jest's own timers of this process: one stays for the whole run, others end soon (what its reporter prints waits for
 * 100 ms). One that is counted as open before the file, and ends, would hide one that the file leaves.
 */
const LONGER_THAN_JESTS_SHORT_TIMERS_MS = 200;
/** What the last test has closed may need a moment. */
const CLOSED_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 20;

module.exports = class ClosingEnvironment extends TestEnvironment {
  async setup() {
    await super.setup();
    this.openBefore = countOpen();
    await within(LONGER_THAN_JESTS_SHORT_TIMERS_MS, () => {
      this.openBefore = leastOf(this.openBefore, countOpen());
      return !this.openBefore.has('Timeout');
    });
  }

  /** After the hooks of the file. The error is put beside those of its tests; thrown, it would take their place. */
  async handleTestEvent({ name }, state) {
    if (name !== 'run_finish') return;
    if (await within(CLOSED_WITHIN_MS, () => openBeyond(this.openBefore) === '')) return;
    const error = new Error(
      `This file leaves open: ${openBeyond(this.openBefore)}. Close it in afterEach or afterAll; --detectOpenHandles shows where most such things were opened.`,
    );
    error.stack = ''; // it would show the line above
    state.unhandledErrors.push(error);
  }
};

/** Whether it holds before the time is over. */
async function within(ms, holds) {
  for (const until = Date.now() + ms; !holds(); await pause(LOOK_EVERY_MS))
    if (Date.now() > until) return false;
  return true;
}
