// @ts-check
// Just enough PNG to count coloured pixels in the browser's pictures: 8 bits a channel, RGB or RGBA, not interlaced,
// which is all that Chromium's screencasts and screenshots are. Source: the PNG specification (ISO/IEC 15948).
import {inflateSync} from 'node:zlib';

/**
 * @param {Buffer} png
 * @returns {{width: number, height: number, channels: number, pixels: Buffer}}
 */
export function decodePng(png) {
  let at = 8;
  let width = 0;
  let height = 0;
  let channels = 0;
  /** @type {Buffer[]} */
  const data = [];
  while (at < png.length) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = {2: 3, 6: 4}[body[9]] ?? 0;
      if (body[8] !== 8 || channels === 0 || body[12] !== 0) throw new Error('not a PNG of this kind');
    } else if (type === 'IDAT') {
      data.push(body);
    }
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const stride = width * channels;
  const pixels = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    const line = y * (stride + 1) + 1;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? pixels[y * stride + x - channels] : 0;
      const up = y > 0 ? pixels[(y - 1) * stride + x] : 0;
      const upLeft = y > 0 && x >= channels ? pixels[(y - 1) * stride + x - channels] : 0;
      let predicted = 0;
      if (filter === 1) predicted = left;
      else if (filter === 2) predicted = up;
      else if (filter === 3) predicted = (left + up) >> 1;
      else if (filter === 4) {
        const p = left + up - upLeft;
        const dl = Math.abs(p - left);
        const du = Math.abs(p - up);
        const dul = Math.abs(p - upLeft);
        predicted = dl <= du && dl <= dul ? left : du <= dul ? up : upLeft;
      }
      pixels[y * stride + x] = (raw[line + x] + predicted) & 0xff;
    }
  }
  return {width, height, channels, pixels};
}

/**
 * How many pixels show the gallery's colour of asks (magenta) or of things to keep (green), also when faded or dimmed by
 * a backdrop: what counts is that the colour's channels stand clear of the third one. Pages use neither colour elsewhere.
 * @param {Buffer} png
 * @returns {{ask: number, keep: number, share: number}} counts, and the share of the picture that asks take
 */
export function countColours(png) {
  const {width, height, channels, pixels} = decodePng(png);
  let ask = 0;
  let keep = 0;
  for (let at = 0; at < pixels.length; at += channels) {
    const [r, g, b] = [pixels[at], pixels[at + 1], pixels[at + 2]];
    if (r - g > 24 && b - g > 24) ask++;
    else if (g - r > 24 && g - b > 24) keep++;
  }
  return {ask, keep, share: ask / (width * height)};
}
