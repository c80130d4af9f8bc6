// Says once in the log that HDR pictures are shown with their matrix but without tone mapping. Main thread only.
#pragma once

#include "app/render/scene.h"

namespace cliffhanger {

class HdrNotice {
 public:
    void check(const Scene& scene);

 private:
    bool said_ = false;
};

}  // namespace cliffhanger
