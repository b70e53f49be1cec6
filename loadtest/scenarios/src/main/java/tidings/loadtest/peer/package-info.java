/// The pipeline with empty handlers: what any function costs that passes an update on, and nothing else.
package tidings.loadtest.peer;
