// @ts-check
// Counts the painted frames in which an ask could be seen. Chromium's screencast hands over every frame that the page
// painted (about 60 a second); the gallery's asks are magenta, so a frame with enough magenta is one that showed an ask.
import {countColours} from './png.mjs';

/** Fewer pixels of a 300 x 200 picture than this are anti-aliasing, not an ask. */
const ENOUGH_PIXELS = 4;

export class FrameCounter {
  /** @param {import('puppeteer-core').Page} page */
  constructor(page) {
    this.page = page;
    this.frames = 0;
    this.visible = 0;
    /** Seconds, of the first frame and of the last in which an ask was visible. */
    this.firstAt = 0;
    this.lastAt = 0;
    /** @type {import('puppeteer-core').CDPSession | null} */
    this.session = null;
  }

  /** Starts counting. Call it before the navigation that is to be watched. */
  async start() {
    this.session = await this.page.createCDPSession();
    this.session.on('Page.screencastFrame', ({data, sessionId, metadata}) => {
      this.session?.send('Page.screencastFrameAck', {sessionId}).catch(() => {});
      const at = metadata.timestamp ?? 0;
      if (this.frames++ === 0) this.firstAt = at;
      if (countColours(Buffer.from(data, 'base64')).ask >= ENOUGH_PIXELS) {
        this.visible++;
        this.lastAt = at;
      }
    });
    await this.session.send('Page.startScreencast', {format: 'png', maxWidth: 300, maxHeight: 200});
  }

  /** @returns {Promise<{frames: number, visible: number, last_ms: number}>} what was seen since start, and when an ask was seen last */
  async stop() {
    const session = this.session;
    this.session = null;
    if (session) {
      // On a busy machine the last frames are still on their way.
      for (let before = -1, tries = 0; before !== this.frames && tries < 8; tries++) {
        before = this.frames;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      await session.send('Page.stopScreencast').catch(() => {});
      await session.detach().catch(() => {});
    }
    return {frames: this.frames, visible: this.visible, last_ms: this.visible > 0 ? Math.round(1000 * (this.lastAt - this.firstAt)) : 0};
  }
}
