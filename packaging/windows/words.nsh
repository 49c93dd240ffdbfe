; What the installer says besides the words of NSIS itself. SUMMARY and FILE_KIND are those of the whole product.

LangString SUMMARY ${LANG_ENGLISH} "${SUMMARY_EN}"
LangString SUMMARY ${LANG_KOREAN} "${SUMMARY_KO}"

LangString FILE_KIND ${LANG_ENGLISH} "${FILE_KIND_EN}"
LangString FILE_KIND ${LANG_KOREAN} "${FILE_KIND_KO}"

LangString RUNNING ${LANG_ENGLISH} "${NAME} is running. Save your work and close it, then click Retry."
LangString RUNNING ${LANG_KOREAN} "${NAME}가 실행 중입니다. 작업을 저장하고 프로그램을 닫은 뒤 '다시 시도'를 누르세요."

LangString OLD_WINDOWS ${LANG_ENGLISH} "${NAME} needs Windows 10 or Windows 11."
LangString OLD_WINDOWS ${LANG_KOREAN} "${NAME}를 사용하려면 Windows 10 또는 Windows 11이 필요합니다."

LangString OLDER_STAYS ${LANG_ENGLISH} "The earlier version could not be removed. Restart the computer, then start this installer again."
LangString OLDER_STAYS ${LANG_KOREAN} "이전 버전을 제거하지 못했습니다. 컴퓨터를 다시 시작한 뒤 설치 프로그램을 다시 실행하세요."

LangString NOT_WRITTEN ${LANG_ENGLISH} "Not all files could be written. Free some space on the disk, then start this installer again."
LangString NOT_WRITTEN ${LANG_KOREAN} "일부 파일을 저장하지 못했습니다. 디스크 공간을 확보한 뒤 설치 프로그램을 다시 실행하세요."
