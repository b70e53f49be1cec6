/// Postgres: schema, pool and queries.
package tidings.store;
