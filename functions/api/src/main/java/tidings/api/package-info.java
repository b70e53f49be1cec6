/// The HTTP API: health and version for everybody, metrics and tunables for operators. [Routes] lists what there is.
package tidings.api;
