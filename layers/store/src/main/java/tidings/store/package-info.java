/// Repositories of feeds, posts and communities, in Postgres behind a cache and in memory; the schema and the
/// connection pool.
package tidings.store;
