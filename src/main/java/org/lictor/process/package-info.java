/**
 * The agent as a process of the operating system: the way in ({@link
 * org.lictor.process.AgentMain}), the HTTP port until the container is there, signals, the pid
 * file, exit codes, and the console with its log. It lies in the grid jar, in front of the
 * container, and is one for the process and the application deployed in it. Started without it (a
 * WAR deployed on a bare Payara Micro) the application leaves signals and logging to Payara. Uses
 * the JDK alone.
 */
@NullMarked
package org.lictor.process;

import org.jspecify.annotations.NullMarked;
