/// Tries a new version before anybody is sent to it.
package tidings.rollout;
