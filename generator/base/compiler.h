/*
 * compiler: the only place for compiler extensions.
 *
 * Threads: no state.
 */
#ifndef HW_BASE_COMPILER_H
#define HW_BASE_COMPILER_H

#if defined(__GNUC__)
#define HW_PRINTF(fmt_at, args_at) \
	__attribute__((format(printf, fmt_at, args_at)))
#define HW_NORETURN   __attribute__((noreturn))
#define HW_MUST_CHECK __attribute__((warn_unused_result))
#else
#define HW_PRINTF(fmt_at, args_at)
#define HW_NORETURN
#define HW_MUST_CHECK
#endif

#if defined(__SANITIZE_ADDRESS__)
#define HW_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HW_ASAN 1
#endif
#endif
#ifndef HW_ASAN
#define HW_ASAN 0
#endif

#define HW_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
