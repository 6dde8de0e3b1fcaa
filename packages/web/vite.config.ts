import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** While developing, the API is asked of a server that runs beside. */
const server = 'http://localhost:7070';

export default defineConfig({
  plugins: [react()],
  // The content security policy allows no code in data: addresses.
  build: {
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2024',
    // One file, kept by the browser until the next version: 200 kB over the wire.
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { '/api': server } },
});
