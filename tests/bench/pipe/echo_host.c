/* The least that a native messaging host must do: each message is sent back as it came. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char body[4 + 1024 * 1024];

static int fill(size_t from, size_t count) {
  while (count > 0) {
    const ssize_t got = read(STDIN_FILENO, body + from, count);
    if (got <= 0) return 0;
    from += (size_t)got;
    count -= (size_t)got;
  }
  return 1;
}

static int drain(size_t count) {
  size_t from = 0;
  while (from < count) {
    const ssize_t put = write(STDOUT_FILENO, body + from, count - from);
    if (put <= 0) return 0;
    from += (size_t)put;
  }
  return 1;
}

int main(void) {
  while (fill(0, 4)) {
    const uint32_t size = *(const uint32_t*)(const void*)body;
    if (size == 0 || size > sizeof body - 4 || !fill(4, size) || !drain(4 + size)) return 1;
  }
  return 0;
}
