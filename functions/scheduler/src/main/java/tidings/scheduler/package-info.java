/// Schedules fetches each minute and deletes expired posts.
package tidings.scheduler;
