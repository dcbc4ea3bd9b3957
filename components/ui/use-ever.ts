import { useState } from "react";

/** Whether it is true or ever was: what is fetched the first time it opens then stays, so that it can also be seen to close. */
export function useEver(now: boolean): boolean {
  const [was, setWas] = useState(now);
  if (now && !was) setWas(true);
  return now || was;
}
