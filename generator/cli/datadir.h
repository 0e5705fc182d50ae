/*
 * datadir: the folder of the layouts that come with headway.
 *
 * A file of its own, because it is the one thing in which an installed
 * headway differs from one that runs where it was built.
 *
 * Threads: reads the environment.
 */
#ifndef HW_CLI_DATADIR_H
#define HW_CLI_DATADIR_H

/* $HEADWAY_DATADIR, or the folder that was given when it was built. */
const char *hw_datadir(void);

#endif
