/// Load and faults on a running stack, and the report of a run.
package tidings.loadtest;
