/// Sorts posts, stores them and answers who waits for them.
package tidings.categorizer;
