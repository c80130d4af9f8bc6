// A library that is opened when it is first needed, so that no start pays for it; it stays loaded. Linux and POSIX.
#pragma once

#include <dlfcn.h>

#include <string>
#include <type_traits>

// Names that macros give their version, as ICU's, as they stand in the library.
#define CLIFFHANGER_TEXT_OF(name) #name
#define CLIFFHANGER_SYMBOL_OF(name) CLIFFHANGER_TEXT_OF(name)

namespace cliffhanger {

class LateLibrary {
 public:
    explicit LateLibrary(const std::string& file) : handle_(dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL)) {}

    /// `pointer`, to a function or an object, becomes what the library has under this name; false when it has nothing.
    template <class Pointer>
    bool find(Pointer& pointer, const char* symbol) const {
        pointer = handle_ != nullptr ? reinterpret_cast<Pointer>(dlsym(handle_, symbol)) : nullptr;
        return pointer != nullptr;
    }

 private:
    void* handle_;
};

}  // namespace cliffhanger
