# cmake -D STAGE=… -D BUILD=… -D VERSION=… -D SYSTEM=… -P archives.cmake: packs what is staged below STAGE.
#   leave-me-alone-VERSION-SYSTEM.tar.gz   the program, to be unpacked anywhere; README.txt in it says how to go on
#   leave-me-alone-VERSION-chromium.zip    the extension, as the browsers' stores take it
#   leave-me-alone-VERSION-firefox.zip
# Names are sorted, times and owners fixed: the same build gives the same bytes.
set(moment "$ENV{SOURCE_DATE_EPOCH}")
if(moment STREQUAL "")
  set(moment 1767225600)  # 2026-01-01, a time like any other
endif()

set(name "leave-me-alone-${VERSION}")
file(WRITE "${STAGE}/README.txt" "Leave Me Alone ${VERSION}

Move this folder to where it is to stay, and run in it

  bin/leave-me-alone register
  bin/leave-me-alone doctor

The first tells your browsers where the program is, the second checks everything. Then load the extension:

  Chromium and its kin   chrome://extensions, \"Developer mode\", \"Load unpacked\": share/leave-me-alone/extension/chromium
  Firefox                about:debugging#/runtime/this-firefox, \"Load Temporary Add-on\":
                         share/leave-me-alone/extension/firefox/manifest.json

To remove it: bin/leave-me-alone unregister, then delete the folder. Your choices stay in ~/.local/share/leave-me-alone.
")

get_filename_component(parent "${STAGE}" DIRECTORY)
get_filename_component(folder "${STAGE}" NAME)
execute_process(
  COMMAND tar --sort=name --mtime=@${moment} --owner=0 --group=0 --numeric-owner --mode=go-w -cf - "${folder}"
  COMMAND gzip -9n
  WORKING_DIRECTORY "${parent}"
  OUTPUT_FILE "${BUILD}/${name}-${SYSTEM}.tar.gz"
  COMMAND_ERROR_IS_FATAL ANY)

foreach(browser chromium firefox)
  set(extension "${parent}/store/${browser}")
  file(REMOVE_RECURSE "${extension}")
  file(COPY "${STAGE}/share/leave-me-alone/extension/${browser}" DESTINATION "${parent}/store")
  # Chromium's store gives the key itself, and takes no manifest that brings one.
  file(READ "${extension}/manifest.json" manifest)
  if(browser STREQUAL "chromium")
    string(JSON manifest REMOVE "${manifest}" key)
  endif()
  file(WRITE "${extension}/manifest.json" "${manifest}")
  set(archive "${BUILD}/${name}-${browser}.zip")
  file(REMOVE "${archive}")
  # -X: no owners and no second set of times, which would differ from one making to the next.
  execute_process(
    COMMAND sh -c "find . -type f -exec touch -d @${moment} {} + && find . -type f | sed 's,^./,,' | LC_ALL=C sort | TZ=UTC zip -q -X -9 -@ \"$1\"" zip "${archive}"
    WORKING_DIRECTORY "${extension}"
    COMMAND_ERROR_IS_FATAL ANY)
endforeach()
