/// The stack as queues and servers, to be run event by event with the times of a measured run.
package tidings.loadtest.queueing;
