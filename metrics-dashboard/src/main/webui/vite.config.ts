import { defineConfig } from "vite";

export default defineConfig({
  build: {
    target: "es2022",
  },
  // For work on the page: the API of a service that runs elsewhere.
  server: { proxy: { "/v1": "http://localhost:8082", "/ui": "http://localhost:8082" } },
});
