/// Numbers that operators change while everything runs.
package tidings.settings;
