/**
 * A Redis that writes down all it can: every change in a log and all of it in a file, neither compressed, and every
 * command that it is told, as somebody hears it who listens in.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type RedisServer, startRedis } from '../support/redis.ts';

export interface WatchedRedis extends RedisServer {
  /** Names, values, files and what was overheard, by place. */
  kept(): Promise<ReadonlyMap<string, string>>;
}

const writesAll = ['--appendonly', 'yes', '--appendfsync', 'always', '--rdbcompression', 'no'] as const;

/** What `ask` gives holds the lines of the protocol between the names. */
function namesIn(answer: string): readonly string[] {
  return answer.split('\r\n').filter((line) => line !== '' && !/^[*$]/.test(line));
}

/** @throws Error where there is no Redis */
export async function startWatchedRedis(): Promise<WatchedRedis> {
  const redis = await startRedis(...writesAll);
  const folder = namesIn(await redis.ask('CONFIG', 'GET', 'dir'))[1] ?? '';
  let overheard = '';
  const listen = async (): Promise<void> => {
    const line = connect(redis.port, '127.0.0.1');
    line.on('error', () => undefined);
    line.on('data', (piece) => {
      overheard += piece.toString('latin1');
    });
    await new Promise((resolve) => line.write('MONITOR\r\n', resolve));
  };
  await listen();
  return {
    ...redis,
    async restart() {
      await redis.restart();
      await listen();
    },
    async kept() {
      const names = namesIn(await redis.ask('KEYS', '*'));
      const values = await Promise.all(names.map((name) => redis.ask('GET', name)));
      await redis.ask('SAVE');
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile());
      return new Map([
        ['the names in Redis', names.join('\n')],
        ['the values in Redis', values.join('\n')],
        ['what Redis was told', overheard],
        ...files.map((path) => [`Redis' file ${path.slice(folder.length + 1)}`, readFileSync(path, 'latin1')] as const),
      ]);
    },
  };
}
