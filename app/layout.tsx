import "@fontsource-variable/inter/wght.css";
import "@fontsource/source-serif-4/400.css";
import "@fontsource/source-serif-4/600.css";
import "./fonts.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import type { ReactNode } from "react";
import { AppHeader } from "@/components/shell/app-header";
import { Providers } from "@/components/shell/providers";
import { currentPerson } from "@/lib/auth/page";

export const metadata: Metadata = {
  title: { default: "Section Seven", template: "%s · Section Seven" },
  description: "The closing of a securities offering, condition by condition.",
  robots: { index: false, follow: false },
  icons: { icon: "/favicon.svg" },
  referrer: "no-referrer",
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

const themes = ["light", "dark"];

export default async function RootLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  const theme = (await cookies()).get("theme")?.value;
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" {...(theme && themes.includes(theme) && { "data-theme": theme })}>
      <body>
        <Providers nonce={nonce}>
          <a
            href="#content"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-surface focus:px-3 focus:py-2"
          >
            Skip to the content
          </a>
          <AppHeader
            person={person && { name: person.name, email: person.email, administrator: person.administrator }}
          />
          {children}
        </Providers>
      </body>
    </html>
  );
}
