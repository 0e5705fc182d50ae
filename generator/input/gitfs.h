/*
 * gitfs: the files of a commit as a folder to read from.
 *
 * A hw_fs over one folder of a commit's tree, so that a site can be built
 * from git alone: at any past state, in a bare repository too. Only reading;
 * every call that would write returns EROFS. Symbolic links are HW_FS_LINK
 * and are not read, submodules are HW_FS_OTHER. Bytes are the committed
 * ones: no filter and no change of line ends.
 *
 * The repository must stay open as long as the hw_fs is used.
 *
 * Threads: as gitrepo.
 */
#ifndef HW_INPUT_GITFS_H
#define HW_INPUT_GITFS_H

#include "base/fs.h"
#include "input/gitrepo.h"

/*
 * The folder `folder` ("" is the top) of the commit that hw_git_head
 * returns. 0 or an errno value: ENOENT when the commit has no such folder,
 * EIO when an object cannot be read.
 */
int hw_gitfs_open(struct hw_fs *out, struct hw_git *git, hw_str folder,
    struct hw_arena *arena);

#endif
