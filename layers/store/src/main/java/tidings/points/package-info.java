/// Points for what a chat does with what it reads.
package tidings.points;
