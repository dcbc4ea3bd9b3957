/** What no answer may have in it: a stack, a place in our code, the words of the database or of its mapper. */
export const innards = /\bat \S+ \(|\.ts:\d+|node_modules|prisma|PostgreSQL|SELECT |Error:|\/tmp\//i;
