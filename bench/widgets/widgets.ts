/**
 * Chat widgets of others: which files of their packages a page loads before the first line of a talk can be seen. What
 * their servers send after that is not to be had in a package, and is not counted.
 */
export interface Widget {
  readonly name: string;
  readonly version: string;
  /** As the registry gives it: what was measured is this and nothing else. */
  readonly integrity: string;
  /** In the package. */
  readonly files: readonly string[];
  /** What else has to be known. */
  readonly note: string;
}

export const widgets: readonly Widget[] = [
  {
    name: 'botframework-webchat',
    version: '4.18.1',
    integrity: 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
    files: ['dist/webchat.js'],
    note: 'full',
  },
  {
    name: 'botframework-webchat',
    version: '4.18.1',
    integrity: 'sha512-7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==',
    files: ['dist/webchat-minimal.js'],
    note: 'minimal, without cards',
  },
  {
    name: '@typebot.io/js',
    version: '0.10.7',
    integrity: 'sha512-c5GKjgJlfSjOIhTm8kqohWE/daJeBWlnqK6Xi3AYlFu/3W0NkqsD+T6G+ehu2sDGv8po+FuMB/K6g12/zQVN2Q==',
    files: ['dist/web.js'],
    note: 'asks its server for every message',
  },
  {
    name: '@botpress/webchat',
    version: '4.5.2',
    integrity: 'sha512-PDcVDTRMdI4dohijuygzauI1gUOZ/QpPK+PbJmmKHPrYw+evWFUlD49sqqy8Jeg/RLpcJ88P6KiYSVoeXpd4HQ==',
    files: ['dist/index.umd.cjs', 'dist/style.css'],
    note: 'without React, which the page brings',
  },
  {
    name: 'deep-chat',
    version: '2.4.2',
    integrity: 'sha512-wQNd6Z6HDoH7OMeoQKpmxDm9XdWrRjMkBJ2yl5tsYND9Dz2UCv/BdGVM8vK2V0mhO1u+OniHYPWDGvjlNxjCeQ==',
    files: ['dist/deepChat.bundle.js'],
    note: 'the surface alone',
  },
  {
    // Its page asks for chunks 4 and 5 before it draws anything. Newer ones come with the server only.
    name: '@rocket.chat/livechat',
    version: '1.13.3',
    integrity: 'sha512-gEX3V2Cr+7Nr+j4CFwBBX7R/1mZxWvnmpbz/jc+gJOa7zKJOdyv4waLc5RegmoubxpNlzbpbMiNkwg5GQuhyWA==',
    files: [
      'build/rocketchat-livechat.min.js',
      'build/index.html',
      'build/0.chunk.44660.js',
      'build/polyfills.b843f.js',
      'build/vendors~bundle.chunk.8a189.js',
      'build/bundle.31a95.js',
      'build/4.chunk.d09f0.js',
      'build/4.chunk.df723.css',
      'build/5.chunk.2c903.js',
      'build/5.chunk.64645.css',
    ],
    note: 'of 2022, the last one on npm',
  },
  {
    name: '@n8n/chat',
    version: '1.37.0',
    integrity: 'sha512-V1EQxDp/+rW6o/5OZgbwDfgPJXG8Jrn3TIdq7Z/26QTP90Uo3g2gv8CMnaQcphdTQVR+K06X34DOCRHXa8Tqnw==',
    files: ['dist/chat.bundle.umd.js', 'dist/style.css'],
    note: 'the surface alone',
  },
  {
    name: 'rasa-webchat',
    version: '1.0.1',
    integrity: 'sha512-Ld1zVJvTAaTrs6A5p8t70agNNrKYRyXlvqXZRgBoDvKKUXbA0jhJKECi5bdPGlaR6jsmqWtVylHS+YqIqo0x8w==',
    files: ['lib/index.js'],
    note: 'asks its server for every message',
  },
];
