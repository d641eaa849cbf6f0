/**
 * Typed, validated settings, read once at boot and again at each reload: flags, files, environment,
 * the defaults of each mode, and the definitions of services, checks and watches that files hold.
 * Loaded by the server and by the command line, which checks the settings before the server's
 * process starts; so it uses the JDK, {@code model} and {@code config.file} alone.
 */
@NullMarked
package org.lictor.config;

import org.jspecify.annotations.NullMarked;
