// One line a check, and their sum at the end.

export class Report {
  passed = 0;
  failed = 0;

  /** Runs one check; it fails by throwing. `onFailure` may save what the screen shows. */
  async check(name, body, onFailure = async () => {}) {
    const began = Date.now();
    try {
      await body();
      this.passed += 1;
      console.log(`ok   ${name} (${Date.now() - began} ms)`);
    } catch (error) {
      this.failed += 1;
      console.log(`FAIL ${name}: ${String(error?.message ?? error).split('\n')[0]}`);
      await onFailure().catch(() => {}); // the screen itself may be gone
    }
  }

  close() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed;
  }
}
