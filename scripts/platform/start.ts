// npm start, from the moment when everything is installed.
import { serve } from "./serve";

await serve("production");
