# Writes TARGET/manifest.json from SOURCE/manifest.json for one browser FAMILY (chromium or firefox), with VERSION. The
# scripts of a content_scripts group are joined, in their order, into TARGET/content/content.js. Refuses when a script
# that it names is not there, and takes away what an older build left in TARGET.
file(READ "${SOURCE}/manifest.json" manifest)
string(JSON manifest SET "${manifest}" version "\"${VERSION}\"")

# Each browser warns of what only the other one knows.
if(FAMILY STREQUAL "chromium")
  string(JSON manifest REMOVE "${manifest}" background scripts)
  string(JSON manifest REMOVE "${manifest}" browser_specific_settings)
else()
  string(JSON manifest REMOVE "${manifest}" background service_worker)
  string(JSON manifest REMOVE "${manifest}" key)
  string(JSON manifest REMOVE "${manifest}" minimum_chrome_version)
endif()

set(JOINED "content/content.js")
string(JSON groups LENGTH "${manifest}" content_scripts)
math(EXPR last_group "${groups} - 1")
foreach(group RANGE ${last_group})
  string(JSON scripts LENGTH "${manifest}" content_scripts ${group} js)
  math(EXPR last_script "${scripts} - 1")
  set(joined "")
  foreach(script RANGE ${last_script})
    string(JSON path GET "${manifest}" content_scripts ${group} js ${script})
    if(NOT EXISTS "${SOURCE}/${path}")
      message(FATAL_ERROR "manifest.json names ${path}, which is not there")
    endif()
    file(READ "${SOURCE}/${path}" text)
    string(APPEND joined "// ${path}\n${text}")
  endforeach()
  if(scripts GREATER 1)
    # Beyond Latin-1 the browser would keep two bytes for each character, in every process.
    if(joined MATCHES "[^\t\n -~]")
      message(FATAL_ERROR "content scripts are plain ASCII: write \\u… for \"${CMAKE_MATCH_0}\"")
    endif()
    file(WRITE "${TARGET}/${JOINED}" "${joined}")
    string(JSON manifest SET "${manifest}" content_scripts ${group} js "[\"${JOINED}\"]")
  endif()
endforeach()

file(GLOB_RECURSE built RELATIVE "${TARGET}" "${TARGET}/*")
foreach(path ${built})
  if(NOT path STREQUAL JOINED AND (path MATCHES "^content/" OR NOT EXISTS "${SOURCE}/${path}"))
    file(REMOVE "${TARGET}/${path}")
  endif()
endforeach()

file(WRITE "${TARGET}/manifest.json" "${manifest}\n")
