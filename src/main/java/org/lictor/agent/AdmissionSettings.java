package org.lictor.agent;

/**
 * What the agent's configuration says on checks.
 *
 * @param remoteScripts {@code enable_script_checks}: scripts in definitions from anywhere
 * @param localScripts {@code enable_local_script_checks}: scripts in files; implied by {@code
 *     remoteScripts}
 * @param outputLimit {@code check_output_max_size}, bytes, at least 1
 */
public record AdmissionSettings(boolean remoteScripts, boolean localScripts, int outputLimit) {}
