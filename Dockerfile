# syntax=docker/dockerfile:1
FROM node:20-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --ignore-scripts --no-audit --no-fund
COPY . .
# Prisma's command line and TypeScript are optional peers of @prisma/client, and so count as optional: both kinds
# go. So does the embedded Postgres (60 MB): a container wants its data in a server of its own, and DATABASE_URL
# says where. Prisma ships the same compiler for five databases, of which we have one (60 MB); maps are for
# debuggers (70 MB).
RUN npm run build \
  && npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
  && find node_modules/@prisma/client/runtime -name 'query_compiler_*' ! -name '*.postgresql.*' -delete \
  && find node_modules -name '*.map' -delete

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data FILES_DIR=/files
WORKDIR /app
COPY --from=build /app/package.json /app/office.example.yaml ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/prisma/migrations prisma/migrations
COPY --from=build /app/adapters/web/page/index.html adapters/web/page/
COPY --from=build /app/adapters/web/page/public adapters/web/page/public
COPY --from=build /app/adapters/teams/icons adapters/teams/icons
COPY --from=build /app/dist dist
RUN mkdir /data /files && chown node:node /data /files
USER node
VOLUME /data /files
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm: the signal to stop has to reach the process itself.
CMD ["node", "dist/src/main.js"]
