/** `npm run test:full` runs the long tests whole; `npm test` a part of them that fits into a few minutes. */
export const everything = process.env.TEST_EXTENT === 'full';
