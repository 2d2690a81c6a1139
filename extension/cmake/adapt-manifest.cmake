# Writes TARGET/manifest.json from SOURCE/manifest.json for one browser FAMILY (chromium or firefox), with VERSION, and
# refuses when a script that it names is not in TARGET, and takes away what an older build left there.
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

string(JSON groups LENGTH "${manifest}" content_scripts)
math(EXPR last_group "${groups} - 1")
foreach(group RANGE ${last_group})
  string(JSON scripts LENGTH "${manifest}" content_scripts ${group} js)
  math(EXPR last_script "${scripts} - 1")
  foreach(script RANGE ${last_script})
    string(JSON path GET "${manifest}" content_scripts ${group} js ${script})
    if(NOT EXISTS "${TARGET}/${path}")
      message(FATAL_ERROR "manifest.json names ${path}, which is not there")
    endif()
  endforeach()
endforeach()

file(GLOB_RECURSE built RELATIVE "${TARGET}" "${TARGET}/*")
foreach(path ${built})
  if(NOT EXISTS "${SOURCE}/${path}")
    file(REMOVE "${TARGET}/${path}")
  endif()
endforeach()

file(WRITE "${TARGET}/manifest.json" "${manifest}\n")
