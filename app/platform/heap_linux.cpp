#include <malloc.h>

#include "app/platform/heap.h"

namespace cliffhanger {

void share_heap_among_threads() {
#ifdef M_ARENA_MAX
    mallopt(M_ARENA_MAX, 2);
#endif
}

}  // namespace cliffhanger
