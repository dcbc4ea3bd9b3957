import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="mx-auto max-w-3xl px-4 py-16">
      <EmptyState
        title="There is nothing here that you can see"
        text="The address may be mistyped, or it belongs to a closing of which you are not, or no longer, a part. Whoever keeps the list can tell you."
        level={1}
      >
        <ButtonLink href="/offerings">Your closings</ButtonLink>
      </EmptyState>
    </main>
  );
}
