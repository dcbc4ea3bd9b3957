// npm run dev: the same with Next's development server, which rebuilds and reloads as files change.
import { serve } from "./serve";

await serve("development");
