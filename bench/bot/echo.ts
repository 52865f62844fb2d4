/**
 * The yardstick: a bot of the bare SDK that says back what it hears. The same server, token and transport as ours, and
 * nothing else.
 */
import { CloudAdapter } from '@microsoft/agents-hosting';
import express from 'express';

const {
  BOT_APP_ID: clientId = '',
  BOT_TENANT_ID: tenantId = '',
  BOT_AUTHORITY = '',
  BOT_ISSUERS = '',
  PORT,
} = process.env;
const settings = {
  clientId,
  tenantId,
  clientSecret: 'unused',
  authorityEndpoint: BOT_AUTHORITY,
  issuers: [BOT_ISSUERS],
  validateIssuer: true,
};
const adapter = new CloudAdapter({
  ...settings,
  connections: new Map([['serviceConnection', settings]]),
  connectionsMap: [{ serviceUrl: '*', connection: 'serviceConnection' }],
});

const app = express();
app.post(
  '/api/messages',
  (request, response, next) => void adapter.authorizeRequest(request, response, next),
  express.json(),
  (request, response) =>
    void adapter.process(request, response, async (context) => {
      await context.sendActivity(`You said: ${context.activity.text}`);
    }),
);
app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
app.listen(Number(PORT), '127.0.0.1');
