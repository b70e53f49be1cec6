/// A cache of two tiers: this environment's memory, then Valkey.
package tidings.store.cache;
