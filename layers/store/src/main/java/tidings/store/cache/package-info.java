/// Two tiers of memory before the sources of what is read more than once: this environment's own, then Valkey.
package tidings.store.cache;
