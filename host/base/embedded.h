// Files that were put into the program by lma_embed (host/cmake/LmaEmbed.cmake).
#pragma once

#include <cstddef>
#include <string_view>

// At file scope, outside any namespace: declares the bytes embedded under NAME.
#define LMA_EMBEDDED(NAME)                             \
  extern "C" const char lma_embedded_##NAME##_begin[]; \
  extern "C" const char lma_embedded_##NAME##_end[];

// Those bytes as text.
#define LMA_EMBEDDED_TEXT(NAME)    \
  std::string_view(                \
      lma_embedded_##NAME##_begin, \
      static_cast<std::size_t>(lma_embedded_##NAME##_end - lma_embedded_##NAME##_begin))
