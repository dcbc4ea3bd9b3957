import { makeDocument } from "@/lib/demo-documents/make-document";

/** A small real PDF, executed and dated, as its giver would send it. */
export async function executedPdf(title: string, giver: string, date: string) {
  const { bytes } = await makeDocument({
    format: "pdf",
    title,
    giver: [giver],
    addressee: ["Banc of America Securities LLC", "Banc One Capital Markets, Inc."],
    date,
    regarding: "4.75% Senior Notes due 2014",
    paragraphs: [`This is the ${title.toLowerCase()} of the rehearsal, executed and delivered.`],
    signature: { name: giver, signed: true },
    rehearsal: true,
  });
  return { name: `${title} (executed).pdf`, mimeType: "application/pdf", buffer: Buffer.from(bytes) };
}
