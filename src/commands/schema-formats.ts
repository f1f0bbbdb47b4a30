/** How a schema is written down. */
export const schemaFormats = ['typescript', 'sql', 'json', 'mermaid'] as const;
export type SchemaFormat = (typeof schemaFormats)[number];
