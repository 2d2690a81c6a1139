# Run by cpack before it gathers the files: what it packs is built then, however it was started.
execute_process(
  COMMAND "${CMAKE_COMMAND}" --build "${CPACK_PRODUCT_BUILD_FOLDER}" --target product
  COMMAND_ERROR_IS_FATAL ANY)
