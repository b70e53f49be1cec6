/// How stories come to the places that follow them: at once, in briefs, or not at all.
package tidings.delivery;
