/** What a stored file turned out to be, by its own bytes. */
export interface FileKind {
  contentType: string;
  /** Whether a browser may show it in place: a picture that cannot hold a script. */
  safeImage: boolean;
}

interface Group {
  /** As the sniffer names them. */
  contentTypes: readonly string[];
  /** A name may end in one of these, or in nothing at all. */
  extensions: readonly string[];
}

const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';
const browserImages = ['image/jpeg', 'image/png', 'image/gif', 'image/webp'];

/** Everything that is taken; the name has to agree with the bytes. SVG is not among it: it can hold a script. */
const groups: readonly Group[] = [
  // Phones and chats rename pictures freely: any picture may bear the name of any other kind.
  {
    contentTypes: [...browserImages, 'image/heic', 'image/heif'],
    extensions: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif'],
  },
  { contentTypes: ['application/pdf'], extensions: ['pdf'] },
  {
    contentTypes: [
      `${openXml}.wordprocessingml.document`,
      `${openXml}.spreadsheetml.sheet`,
      `${openXml}.presentationml.presentation`,
    ],
    extensions: ['docx', 'xlsx', 'pptx'],
  },
  {
    contentTypes: [`${openDocument}.text`, `${openDocument}.spreadsheet`, `${openDocument}.presentation`],
    extensions: ['odt', 'ods', 'odp'],
  },
];

/** The container of Word, Excel and PowerPoint before 2007; installers use it too, so here the name is needed. */
const oldOffice = {
  contentType: 'application/x-cfb',
  byExtension: {
    doc: 'application/msword',
    xls: 'application/vnd.ms-excel',
    ppt: 'application/vnd.ms-powerpoint',
  } as Readonly<Record<string, string>>,
};

const textExtensions = ['txt', 'csv', 'md', 'log'];

/** The endings that a file dialog offers, with their dots. */
export const acceptedExtensions: readonly string[] = [
  ...groups.flatMap(({ extensions }) => extensions),
  ...Object.keys(oldOffice.byExtension),
  ...textExtensions,
].map((extension) => `.${extension}`);

/**
 * Whether a file is taken, and as what. Undefined: it is not, or its name claims to be something else.
 * @param sniffed what its first bytes say; undefined where they say nothing, as those of a text do.
 * @param isText whether it reads as plain text.
 */
export function judge(name: string, sniffed: string | undefined, isText: boolean): FileKind | undefined {
  const extension = extensionOf(name);
  if (sniffed === undefined) {
    const fits = isText && (extension === '' || textExtensions.includes(extension));
    return fits ? { contentType: 'text/plain', safeImage: false } : undefined;
  }
  if (sniffed === oldOffice.contentType) {
    const contentType = oldOffice.byExtension[extension];
    return contentType === undefined ? undefined : { contentType, safeImage: false };
  }
  const group = groups.find(({ contentTypes }) => contentTypes.includes(sniffed));
  if (group === undefined || (extension !== '' && !group.extensions.includes(extension))) return undefined;
  return { contentType: sniffed, safeImage: isSafeImage(sniffed) };
}

export const isSafeImage = (contentType: string): boolean => browserImages.includes(contentType);

const extensionOf = (name: string): string => /\.([^.\s]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? '';

const longestName = 120;

/**
 * A name as it may be shown: no folders, no invisible or line-turning characters, not too long. It is never part
 * of a path of ours.
 */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const visible = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replace(/^[\s.]+/, '')
    .trim();
  if (visible === '') return 'file';
  const symbols = [...visible];
  if (symbols.length <= longestName) return visible;
  const ending = /\.[^.\s]{1,10}$/.exec(visible)?.[0] ?? '';
  return `${symbols.slice(0, longestName - ending.length - 1).join('')}…${ending}`;
}

const units = ['KB', 'MB', 'GB'] as const;

/** A size for people: `3 KB`, `2.4 MB`. */
export function shownSize(bytes: number): string {
  let value = Math.max(bytes, 1) / 1024;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  const rounded = value < 10 && unit > 0 ? Math.round(value * 10) / 10 : Math.ceil(value);
  return `${rounded} ${units[unit]}`;
}
