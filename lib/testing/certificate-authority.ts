import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** An authority of one's own in a folder, made with OpenSSL: what it issues, and a time stamp service. */
export class CertificateAuthority {
  readonly certificate: string;
  readonly #folder: string;
  #issued = 0;

  constructor(folder: string, name = "A Local Authority") {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true });
    this.certificate = join(folder, "authority.pem");
    const subject = ["-subj", `/CN=${name}`, "-days", "3650"];
    const extensions = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"];
    const out = ["-keyout", join(folder, "authority.key"), "-out", this.certificate];
    openssl("req", "-x509", "-newkey", "rsa:2048", "-noenc", ...out, ...subject, ...extensions);
  }

  /** A certificate with its key, by their PEM files. `key` is as openssl names it; `usage` the extended key usage. */
  issue(name: string, { key = "rsa:2048", usage = "emailProtection", curve = "" } = {}) {
    const at = (ending: string) => join(this.#folder, `${this.#issued}.${ending}`);
    this.#issued++;
    const [keyFile, request, certificate, extensions] = ["key", "csr", "pem", "ext"].map(at) as [
      string,
      string,
      string,
      string,
    ];
    const made = curve ? ["-newkey", "ec", "-pkeyopt", `ec_paramgen_curve:${curve}`] : ["-newkey", key];
    openssl("req", "-new", ...made, "-noenc", "-keyout", keyFile, "-out", request, "-subj", `/O=Local/CN=${name}`);
    writeFileSync(extensions, `keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,${usage}\n`);
    const by = ["-CA", this.certificate, "-CAkey", join(this.#folder, "authority.key"), "-CAcreateserial"];
    openssl("x509", "-req", "-in", request, "-out", certificate, "-days", "365", "-extfile", extensions, ...by);
    return { certificate, key: keyFile };
  }

  /** The same as one PKCS#12 file. */
  container({ certificate, key }: { certificate: string; key: string }, passphrase: string): string {
    const file = `${certificate}.p12`;
    const what = ["-inkey", key, "-in", certificate, "-certfile", this.certificate];
    openssl("pkcs12", "-export", ...what, "-out", file, "-passout", `pass:${passphrase}`);
    return file;
  }

  /**
   * A time stamp service at an address of this machine, answering as `openssl ts` does. `spoil` may put something else in
   * place of its answer, or keep it waiting.
   */
  async timeStamps(options: { usage?: string; curve?: string; md?: string } = {}) {
    const { certificate, key } = this.issue("Local Time Stamps", { usage: "timeStamping", ...options });
    const config = join(this.#folder, `ts-${this.#issued}.cnf`);
    writeFileSync(config, tsConfig(this.#folder, certificate, key, this.certificate, options.md ?? "sha256"));
    const service = {
      asked: 0,
      authorization: undefined as string | undefined,
      spoil: async (answer: Buffer): Promise<{ status?: number; body: Buffer }> => ({ body: answer }),
    };
    const server = createServer(async (request, response) => {
      const number = service.asked++;
      service.authorization = request.headers.authorization;
      const [query, reply] = [join(this.#folder, `${number}.tsq`), join(this.#folder, `${number}.tsr`)];
      writeFileSync(query, Buffer.concat(await Array.fromAsync(request)));
      await run("openssl", ["ts", "-reply", "-queryfile", query, "-config", config, "-out", reply]);
      const { status = 200, body } = await service.spoil(readFileSync(reply));
      rmSync(reply);
      response.writeHead(status, { "Content-Type": "application/timestamp-reply" }).end(body);
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const stop = () => {
      server.closeAllConnections();
      server.close();
    };
    return Object.assign(service, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, stop });
  }
}

const openssl = (...words: string[]) => execFileSync("openssl", words, { stdio: ["ignore", "pipe", "pipe"] });

const tsConfig = (folder: string, certificate: string, key: string, above: string, md: string) => `
[tsa]
default_tsa = it
[it]
serial = ${join(folder, "serial")}
signer_cert = ${certificate}
signer_key = ${key}
certs = ${above}
signer_digest = ${md}
default_policy = 1.2.3.4.1
other_policies = 1.2.3.4.5
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
`;
