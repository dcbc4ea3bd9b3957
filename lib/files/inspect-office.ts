import "server-only";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { err, ok, type Result } from "@/lib/domain/result";
import type { FileRefusal, Inspected, MediaType } from "./stored-file";

/** What no honest Office file comes near: parts, bytes when unpacked, and how often larger than packed. */
const mostParts = 10_000;
const mostUnpacked = 1_000_000_000;
const mostUnpackedPerByte = 200;
const alwaysFine = 20_000_000;
/** The small parts that are read here, not only unpacked. */
const mostRead = 4_000_000;

const office = "application/vnd.openxmlformats-officedocument.";
const kinds: readonly { main: string; mediaType: MediaType; name: string }[] = [
  {
    main: `${office}wordprocessingml.document.main+xml`,
    mediaType: `${office}wordprocessingml.document`,
    name: "a Word document",
  },
  {
    main: `${office}spreadsheetml.sheet.main+xml`,
    mediaType: `${office}spreadsheetml.sheet`,
    name: "an Excel workbook",
  },
  {
    main: `${office}presentationml.presentation.main+xml`,
    mediaType: `${office}presentationml.presentation`,
    name: "a PowerPoint presentation",
  },
];

class Refused extends Error {
  constructor(readonly refusal: FileRefusal) {
    super(refusal.code);
  }
}
const refuse = (found: string) => new Refused({ code: "file-not-allowed", found });
const damaged = () => new Refused({ code: "file-damaged" });

/**
 * An Office file is a ZIP of parts. Each is unpacked once, within limits, and compared with its checksum; nothing is
 * written anywhere, so a name that leads out of a folder leads nowhere, and is refused all the same.
 */
export async function inspectOfficeFile(path: string, bytes: number): Promise<Result<Inspected, FileRefusal>> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path, { autoClose: false, strictFileNames: true, validateEntrySizes: true });
    return ok(await inspectParts(zip, bytes));
  } catch (error) {
    return err(error instanceof Refused ? error.refusal : { code: "file-damaged" });
  } finally {
    zip?.close();
  }
}

async function inspectParts(zip: ZipFile, bytes: number): Promise<Inspected> {
  if (zip.entryCount > mostParts) throw refuse("an archive of too many parts");
  const entries: Entry[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    unpacked += entry.uncompressedSize;
    if (unpacked > mostUnpacked || unpacked > Math.max(alwaysFine, bytes * mostUnpackedPerByte)) {
      throw refuse("a file that unpacks to far more than an Office document has");
    }
    if (entry.generalPurposeBitFlag & 1) throw new Refused({ code: "file-locked" });
    if (isLink(entry)) throw refuse("an archive with links in it");
    // Of two parts of one name each program shows another.
    if (names.has(entry.fileName.toLowerCase())) throw damaged();
    names.add(entry.fileName.toLowerCase());
    entries.push(entry);
  }

  const texts = new Map<string, string>();
  for (const entry of entries) {
    if (entry.fileName.endsWith("/")) continue;
    const wanted = isRead(entry.fileName) && entry.uncompressedSize <= mostRead;
    const content = await unpack(zip, entry, wanted);
    if (content) texts.set(entry.fileName.toLowerCase(), content.toString("utf8"));
  }
  const kind = kindOf(texts.get("[content_types].xml"), names);
  for (const [name, text] of texts) {
    if (fetchesTemplate(name, text)) throw refuse(`${kind.name} that fetches a template`);
    if (name.endsWith(".rels") && fetches(text)) throw refuse(`${kind.name} that fetches a part from elsewhere`);
  }
  return { mediaType: kind.mediaType, pages: null };
}

const isRead = (name: string) => name === "[Content_Types].xml" || name.endsWith(".rels");
const isLink = ({ externalFileAttributes }: Entry) => ((externalFileAttributes >>> 16) & 0o170000) === 0o120000;

/** Reads a part to its end; yauzl refuses one that is longer or shorter than it says. Returns the bytes if wanted. */
async function unpack(zip: ZipFile, entry: Entry, wanted: boolean): Promise<Buffer | null> {
  const stream = await zip.openReadStreamPromise(entry);
  const pieces: Buffer[] = [];
  let sum = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    sum = crc32(piece, sum);
    if (wanted) pieces.push(piece);
  }
  if (sum !== entry.crc32) throw damaged();
  return wanted ? Buffer.concat(pieces) : null;
}

function kindOf(contentTypes: string | undefined, names: ReadonlySet<string>) {
  if (contentTypes === undefined) throw refuse("a ZIP archive");
  const kind = kinds.find(({ main }) => contentTypes.includes(`"${main}"`));
  const has = (part: RegExp) => [...names].some((name) => part.test(name));
  const macros = /macroEnabled/i.test(contentTypes) || has(/(^|\/)(vba\w*\.bin$|macrosheets\/)/);
  if (macros) throw refuse(`${kind?.name ?? "an Office file"} with macros`);
  if (!kind) throw refuse("an Office file of another kind");
  if (has(/(^|\/)activex\//)) throw refuse(`${kind.name} with controls that run (ActiveX)`);
  return kind;
}

/**
 * A template that is fetched from the web when the document is opened can bring macros along. One on the maker's own
 * machine or network is what law firms' documents all name, and is not fetched elsewhere.
 */
const fetchesTemplate = (name: string, text: string) =>
  name.endsWith("settings.xml.rels") && /attachedTemplate/.test(text) && /Target\s*=\s*["']\s*https?:/i.test(text);

/**
 * What is fetched when the document is opened, a picture or a part of another program's, may be another thing tomorrow, and
 * tells its owner who looked. A link that somebody presses fetches nothing by itself.
 */
function fetches(relations: string): boolean {
  const external = [...relations.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].filter(([one]) =>
    /TargetMode\s*=\s*["']External["']/i.test(one),
  );
  return external.some(
    ([one]) =>
      !/Type\s*=\s*["'][^"']*\/(hyperlink|attachedTemplate)["']/i.test(one) &&
      /Target\s*=\s*["']\s*(https?|ftp|mhtml|ms-\w+):/i.test(one),
  );
}
