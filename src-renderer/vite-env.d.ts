// Lets TypeScript read what Vite resolves: style sheets, CSS modules and images.
/// <reference types="vite/client" />
