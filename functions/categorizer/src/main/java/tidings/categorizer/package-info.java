/// Classifies fetched posts and stores them.
package tidings.categorizer;
