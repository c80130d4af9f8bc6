// Whether this machine has a GPU worth a GL context, told from the kernel's device files before any context is made: a
// software GL costs 65-105 ms only to be found out. Linux only; any thread.
#pragma once

#include <string>

namespace cliffhanger {

/// The kernel driver of a usable render node, "amdgpu"; empty when there is none, or software rendering is asked for.
std::string usable_gpu_driver(const std::string& dri_directory = "/dev/dri",
                              const std::string& class_directory = "/sys/class/drm");

}  // namespace cliffhanger
