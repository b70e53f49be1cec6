/// Tests a new version before traffic shifts to it.
package tidings.rollout;
