/// What a chat chose: how and when it wants to get what.
package tidings.preferences;
