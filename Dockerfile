# The server in a container. The content lies in it; mount your own at /content and set CONTENT_ROOT to change it alive.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# Without the compiler, which i18next can do without: it is the one optional package.
RUN npm run build && npm prune --ignore-scripts --omit=dev --omit=optional --omit=peer

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978
WORKDIR /app
COPY --from=build --chown=root:root /app /app
USER node
EXPOSE 3978
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch('http://127.0.0.1:3978/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--enable-source-maps", "dist/cli/main.js", "serve"]
