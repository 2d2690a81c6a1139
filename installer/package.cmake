# The target `package`: build/leave-me-alone_VERSION_ARCHITECTURE.deb. Installing it is the whole set-up: what it puts into the
# system's folders is loaded by Debian's Chromium and Firefox by themselves, for every user.
set(package_folder "${CMAKE_CURRENT_BINARY_DIR}/package")

# Where a browser of each family finds the host: every system folder that manifests/browsers.json names.
file(READ "${CMAKE_SOURCE_DIR}/manifests/browsers.json" browsers)
file(STRINGS "${CMAKE_SOURCE_DIR}/manifests/extension-id.txt" chromium_id LIMIT_COUNT 1)
file(STRINGS "${CMAKE_SOURCE_DIR}/manifests/extension-gecko-id.txt" firefox_id LIMIT_COUNT 1)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
  "${CMAKE_SOURCE_DIR}/manifests/browsers.json"
  "${CMAKE_SOURCE_DIR}/manifests/extension-id.txt"
  "${CMAKE_SOURCE_DIR}/manifests/extension-gecko-id.txt")
set(HOST_PATH "/usr/bin/leave-me-alone")
foreach(family chromium firefox)
  set(EXTENSION_ID "${${family}_id}")
  configure_file("${CMAKE_SOURCE_DIR}/manifests/${family}.json.in"
    "${package_folder}/${family}/org.leavemealone.host.json" @ONLY)
endforeach()

set(configuration_files)
set(places)
string(JSON count LENGTH "${browsers}" browsers)
math(EXPR last "${count} - 1")
foreach(index RANGE ${last})
  string(JSON family GET "${browsers}" browsers ${index} family)
  string(JSON place GET "${browsers}" browsers ${index} linux system)
  if(place STREQUAL "" OR place IN_LIST places)
    continue()
  endif()
  list(APPEND places "${place}")
  install(FILES "${package_folder}/${family}/org.leavemealone.host.json"
    DESTINATION "${place}" COMPONENT system)
  if(place MATCHES "^/etc/")
    string(APPEND configuration_files "${place}/org.leavemealone.host.json\n")
  endif()
endforeach()
# dpkg keeps what an administrator changed below /etc.
file(WRITE "${package_folder}/conffiles" "${configuration_files}")

# Each browser's folder of extensions holds a link to the extension: Chromium goes by the key in the manifest, Firefox by the
# link's name.
function(link_extension family folder name)
  set(link "${package_folder}/links/${family}/${name}")
  file(MAKE_DIRECTORY "${package_folder}/links/${family}")
  file(RELATIVE_PATH target "${folder}" "/usr/share/leave-me-alone/extension/${family}")
  file(REMOVE "${link}")
  file(CREATE_LINK "${target}" "${link}" SYMBOLIC)
  install(FILES "${link}" DESTINATION "${folder}" COMPONENT system)
endfunction()
link_extension(chromium "/usr/share/chromium/extensions" "leave-me-alone")
link_extension(firefox "/usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}" "${firefox_id}")

install(FILES "${CMAKE_CURRENT_BINARY_DIR}/changelog.gz"
  DESTINATION "/usr/share/doc/leave-me-alone" COMPONENT system)

install(FILES "${CMAKE_CURRENT_SOURCE_DIR}/lintian-overrides"
  DESTINATION "/usr/share/lintian/overrides" RENAME leave-me-alone COMPONENT system)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME leave-me-alone)
set(CPACK_PACKAGE_VENDOR "Leave Me Alone")
set(CPACK_PACKAGE_CONTACT "The Leave Me Alone maintainers <maintainers@leavemealone.invalid>")
set(CPACK_PACKAGE_VERSION "${PROJECT_VERSION}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "declines what brands ask of you, politely, on your own machine")
set(CPACK_PACKAGE_DESCRIPTION
"Newsletter pop-ups, surveys, calls to follow, to rate and to share, coupons
for an address: this package answers them with a polite no before they are
seen. Brands that you want to hear from are left alone.
.
It is a native messaging host, which judges and keeps your choices in an
encrypted vault, and a thin extension for Chromium and Firefox. Nothing
leaves the machine.")
set(CPACK_PACKAGING_INSTALL_PREFIX "/usr")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL product system)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_ENHANCES "chromium, firefox-esr")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA "${package_folder}/conffiles")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# `package` builds what is packed and no test.
set(CMAKE_SKIP_PACKAGE_ALL_DEPENDENCY ON PARENT_SCOPE)
set(CPACK_INSTALL_SCRIPTS "${CMAKE_CURRENT_SOURCE_DIR}/build-product.cmake")
set(CPACK_PRODUCT_BUILD_FOLDER "${CMAKE_BINARY_DIR}")
include(CPack)
