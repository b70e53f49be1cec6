/// Finds what is due each minute.
package tidings.scheduler;
