import { createHash, type X509Certificate } from "node:crypto";
import { Null } from "asn1js";
import { pdfDate, textString } from "../pdf/serialize";
import type { VolumeEnd, VolumeWriter } from "../pdf/volume-writer";
import { encoded, hashOf, hashOid, integer, octets, oid, oids, parsed, sequence, setOf, tagged } from "./der";
import { keptOr } from "./kept";
import { SealError, type TimeStampSettings } from "./settings";
import { identityIn, nameOf } from "./signed-data";
import type { Signer } from "./signer";
import { requestTimeStamp, type StampedAt, type TimeStamp } from "./time-stamp";

/** What became of the signature. */
export type VolumeSignature = {
  /** The name in the certificate. */
  readonly by: string;
  /** When the signer says that it signed. */
  readonly at: string;
  readonly timeStamp: StampedAt | null;
  /** Why there is no time stamp although one was wanted. */
  readonly note: string | null;
};

type Kept = VolumeSignature & { cms: string };

/** The object of the signature field and of the page that it stands on. */
export type SignatureField = { readonly field: number; readonly page: number };

/** The field as the volume has it before it is signed: it shows nothing, and stands on the cover. */
export const fieldText = ({ page }: Pick<SignatureField, "page">, value = "") =>
  `<</Type/Annot/Subtype/Widget/FT/Sig/T(Closing set)/F 132/Rect[0 0 0 0]/P ${page} 0 R${value}>>`;

/** The digest by which a volume names the certificate that is to sign it. */
export const certificateDigest = ({ raw }: X509Certificate) => hashOf("sha256", raw).toString("hex");

export type SigningOptions = {
  readonly signer: Signer;
  readonly timeStamp?: TimeStampSettings | undefined;
  readonly keptIn?: string | undefined;
};

/**
 * Signs a volume that is written to its end (PAdES baseline B-B; B-T with an authority): a signature in an update of the
 * file, over every byte but its own. Only the update is held in memory. The same volume signed again by the same
 * certificate gets the signature that was kept, so that it has the same bytes.
 */
export async function signVolume(
  writer: VolumeWriter,
  end: VolumeEnd,
  field: SignatureField,
  { signer, timeStamp, keptIn }: SigningOptions,
): Promise<VolumeSignature> {
  const authority = timeStamp ? `${timeStamp.url} ${timeStamp.policy ?? ""} ${timeStamp.hash}` : "none";
  const key = `signature-${hashOf("sha256", Buffer.concat([writer.digest(), Buffer.from(authority)])).toString("hex")}`;
  const room = roomFor(signer, timeStamp !== undefined);
  const { cms, ...made } = await keptOr<Kept>(keptIn, key, async () => {
    const at = `${new Date().toISOString().slice(0, 19)}Z`;
    const { before, after } = updateText(end, field, signer, at, room);
    const value = await sign(writer.digest(before, after), at, signer, timeStamp);
    return { value, whole: value.note === null };
  });
  const { before, after } = updateText(end, field, signer, made.at, room);
  const hex = Buffer.from(cms, "base64")
    .toString("hex")
    .padEnd(room * 2, "0");
  if (hex.length > room * 2) throw new SealError("The signature is larger than the room that was kept for it.");
  writer.append(Buffer.concat([before, Buffer.from(`<${hex}>`), after]));
  return made;
}

/** Bytes of room for the signature: the certificates, and as much again as authorities send. */
const roomFor = ({ certificate, chain }: Signer, stamped: boolean) =>
  [certificate, ...chain].reduce((sum, { raw }) => sum + raw.length, 2_500) + (stamped ? 16_000 : 0);

/** The update around the room for the signature (ISO 32000-1, 7.5.6 and 12.8): the field again, the signature, where they are. */
function updateText(end: VolumeEnd, field: SignatureField, { certificate }: Signer, at: string, room: number) {
  const [signature, table] = [end.size, end.size + 1];
  const fieldObject = `${field.field} 0 obj\n${fieldText(field, `/V ${signature} 0 R`)}\nendobj\n`;
  const signatureAt = end.bytes + fieldObject.length;
  const opening = `${signature} 0 obj\n<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/Name${textString(nameOf(certificate))}/M(${pdfDate(at)})/ByteRange`;
  const rangeWidth = 60;
  const roomAt = signatureAt + opening.length + rangeWidth + "/Contents".length;
  const roomEnd = roomAt + room * 2 + 2;
  const tableAt = roomEnd + ">>\nendobj\n".length;
  const rows = Buffer.concat([row(end.bytes), row(signatureAt), row(tableAt)]);
  const closing = Buffer.concat([
    Buffer.from(
      `>>\nendobj\n${table} 0 obj\n<</Type/XRef/Size ${table + 1}/W[1 5 2]/Index[${field.field} 1 ${signature} 2]/Root ${end.roots.catalog} 0 R/Info ${end.roots.info} 0 R/ID[<${end.id}><${end.id}>]/Prev ${end.startxref}/SectionSeven<</Volume ${end.bytes}>>/Length ${rows.length}>>\nstream\n`,
    ),
    rows,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${tableAt}\n%%EOF\n`),
  ]);
  const range = `[0 ${roomAt} ${roomEnd} ${closing.length}]`.padEnd(rangeWidth);
  return { before: Buffer.from(`${fieldObject}${opening}${range}/Contents`, "latin1"), after: closing };
}

function row(offset: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(1, 0);
  bytes.writeUIntBE(offset, 1, 5);
  return bytes;
}

/** The signature over a digest, as CMS with the attributes that PAdES asks for (EN 319 142-1, 6.3; EN 319 122-1, 5). */
async function sign(
  digest: Buffer,
  at: string,
  signer: Signer,
  authority: TimeStampSettings | undefined,
): Promise<Kept> {
  const { certificate, chain } = signer;
  const attribute = (type: string, value: ReturnType<typeof parsed>) => sequence(oid(type), setOf(value));
  const signed = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, sequence(sequence(sequence(octets(hashOf("sha256", certificate.raw)))))),
  ];
  const signature = await signer.sign(encoded(setOf(...signed)));
  const { stamp, note } = await stampFor(signature, authority);
  const unsigned = [
    attribute(oids.ownDigest, octets(Buffer.alloc(32))),
    ...(stamp ? [attribute(oids.signatureTimeStamp, parsed(stamp.token))] : []),
  ];
  const sha256 = () => sequence(oid(hashOid("sha256")), new Null());
  const identity = identityIn(certificate);
  const signerInfo = sequence(
    integer(1),
    sequence(identity.issuer, identity.serial),
    sha256(),
    tagged(0, ...setOf(...signed).valueBlock.value),
    sequence(oid(signer.algorithm), ...(certificate.publicKey.asymmetricKeyType === "rsa" ? [new Null()] : [])),
    octets(signature),
    tagged(1, ...setOf(...unsigned).valueBlock.value),
  );
  const signedData = sequence(
    integer(1),
    setOf(sha256()),
    sequence(oid(oids.data)),
    tagged(0, ...setOf(...[certificate, ...chain].map(({ raw }) => parsed(raw))).valueBlock.value),
    setOf(signerInfo),
  );
  const cms = encoded(sequence(oid(oids.signedData), tagged(0, signedData)));
  // Its own digest goes in last: what comes after the signature, above all the token, is signed by nobody.
  const place = cms.lastIndexOf(encoded(oid(oids.ownDigest))) + encoded(oid(oids.ownDigest)).length + 4;
  createHash("sha256").update(cms).digest().copy(cms, place);
  const timeStamp = stamp && { at: stamp.at, by: stamp.by };
  return { by: nameOf(certificate), at, timeStamp, note, cms: cms.toString("base64") };
}

async function stampFor(signature: Buffer, authority: TimeStampSettings | undefined) {
  if (!authority) return { stamp: null, note: null };
  try {
    return { stamp: await requestTimeStamp(signature, authority), note: null };
  } catch (error) {
    if (authority.required || !(error instanceof SealError)) throw error;
    return { stamp: null as TimeStamp | null, note: `The signature has no time stamp. ${error.message}` };
  }
}
