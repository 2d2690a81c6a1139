/* The compiled lexicons, embedded as they are: no relocations, nothing to load at start. */
    .section .rodata
    .balign 64
    .globl lma_lexicon_blob
    .globl lma_lexicon_blob_end
lma_lexicon_blob:
    .incbin LMA_LEXICON_BLOB
lma_lexicon_blob_end:
    .byte 0

#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack, "", %progbits
#endif
