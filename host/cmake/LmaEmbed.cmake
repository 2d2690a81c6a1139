# lma_embed(TARGET NAME FILE): puts the bytes of FILE into TARGET, between the symbols
# lma_embedded_NAME_begin and lma_embedded_NAME_end. By the assembler: quick to build, and nothing
# to relocate or copy at start.
function(lma_embed target name file)
  get_filename_component(file "${file}" ABSOLUTE)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/embedded_${name}.S")
  file(CONFIGURE OUTPUT "${source}" @ONLY CONTENT
"    .section .rodata
    .balign 8
    .global lma_embedded_${name}_begin
lma_embedded_${name}_begin:
    .incbin \"${file}\"
    .global lma_embedded_${name}_end
lma_embedded_${name}_end:
    .byte 0
    .section .note.GNU-stack,\"\",%progbits
")
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${file}")
  target_sources(${target} PRIVATE "${source}")
endfunction()
