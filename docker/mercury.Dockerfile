# One build for the whole house, two images out of it: `services` (every NestJS app and tool) and `storefront` (Angular SSR).
FROM node:24-bookworm-slim AS build
WORKDIR /mercury
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
ENV NX_DAEMON=false NX_TUI=false CI=true
RUN node tools/dev/compile.mjs && npx nx run storefront:build:production --outputStyle=static
RUN npm prune --omit=dev --ignore-scripts && rm -rf node_modules/node-linux-* node_modules/node-darwin-*

FROM node:24-bookworm-slim AS services
WORKDIR /mercury
ENV NODE_ENV=production
COPY --from=build /mercury/package.json ./
COPY --from=build /mercury/node_modules node_modules
COPY --from=build /mercury/dist/node dist/node
COPY docker/entrypoint.mjs docker/entrypoint.mjs
COPY tools/dev/shop/draw-secrets.mjs tools/dev/shop/draw-secrets.mjs
RUN mkdir -p /media /secrets /state && chown node:node /media /secrets /state
USER node
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=16", "docker/entrypoint.mjs"]

FROM node:24-bookworm-slim AS storefront
WORKDIR /mercury
ENV NODE_ENV=production
COPY --from=build /mercury/dist/storefront dist/storefront
USER node
EXPOSE 4200
CMD ["node", "dist/storefront/server/server.mjs"]
