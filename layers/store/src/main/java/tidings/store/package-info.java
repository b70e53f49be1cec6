/// Postgres: schema, pool and queries; and the archive, which is Postgres behind its cache.
package tidings.store;
