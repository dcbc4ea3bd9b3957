import type { NextConfig } from "next";

const config: NextConfig = {
  // The server says nothing about itself, and does nothing that no page asks for.
  poweredByHeader: false,
  images: { unoptimized: true },
  productionBrowserSourceMaps: false,
  // Types are checked by their own step of npm test; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: ["pino", "pg", "pdfkit", "pdfjs-dist", "archiver"],
  devIndicators: false,
};

export default config;
