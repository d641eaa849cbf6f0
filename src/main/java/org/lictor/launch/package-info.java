/**
 * Before the agent: from its settings to a ready command line for the JVM that becomes it. Unpacks
 * Payara Micro once into a cache, keeps the archive of loaded classes that halves a start, lays out
 * the folder of one run. Part of the command line jar; nothing here runs in the agent. Uses {@code
 * config} and the JDK.
 */
@NullMarked
package org.lictor.launch;

import org.jspecify.annotations.NullMarked;
