/** The largest file that is taken, in bytes: scans of a whole bound volume stay below it. Asked before sending and while receiving. */
export const fileByteLimit = 100_000_000;
