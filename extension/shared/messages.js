// @ts-check
// The shapes of all messages, as docs/protocol.md and content/README.md describe them. Types only; no code.

/**
 * @typedef {'like' | 'follow' | 'share' | 'comment' | 'survey' | 'review' | 'newsletter' | 'push' | 'contest' | 'coupon'
 *   | 'app' | 'referral' | 'chat' | 'signup' | 'donation' | 'endorse'} AskKind
 * @typedef {'declined' | 'dismissed' | 'hidden'} DoneAction
 *
 * @typedef {object} HostError
 * @property {string} code one of the names in docs/protocol.md, or `disconnected`, `timeout`, `unavailable`
 * @property {string} message for a developer
 *
 * @typedef {{result: any, error?: undefined} | {result?: undefined, error: HostError}} Answer
 *
 * @typedef {object} HelloResult
 * @property {number} protocol
 * @property {string} host_version
 * @property {'open' | 'locked' | 'missing' | 'damaged'} vault
 * @property {string} vault_error
 * @property {number} languages
 *
 * @typedef {object} Plan
 * @property {'active' | 'dormant'} state
 * @property {string} reason
 * @property {number} until
 * @property {string} brand
 * @property {'prompts' | 'page'} quiet_level
 * @property {string} style
 * @property {{style: string, tokens: boolean}} lists
 * @property {LearnedAsk[]} learned
 * @property {string} seeds
 * @property {{overlay_tokens: string[]}} hold
 * @property {Gesture | null} [gesture] added by the background
 * @property {string[]} [pressed] added by the background
 *
 * @typedef {object} Gesture
 * @property {string} label
 * @property {string} role
 * @property {string[]} tokens
 * @property {number} age_ms
 * @property {'document' | 'navigation' | 'anchor' | 'route'} scope
 *
 * @typedef {object} Page
 * @property {string} url
 * @property {string} top_url
 * @property {string} title
 * @property {string} language
 * @property {number} text_chars
 * @property {boolean} has_password
 * @property {boolean} published
 *
 * @typedef {object} Evidence
 * @property {string} source
 * @property {AskKind | null} kind
 * @property {string | null} veto
 * @property {number} weight
 * @property {string} detail
 * @property {string} language
 *
 * @typedef {object} LearnedAsk
 * @property {number} id
 * @property {string} brand
 * @property {'hide' | 'allow'} answer
 * @property {string} selector
 * @property {string} fingerprint
 * @property {AskKind | null} kind
 * @property {string} label
 * @property {boolean} enabled
 * @property {number} created
 *
 * @typedef {object} Brand
 * @property {string} brand
 * @property {string[]} domains
 * @property {boolean} wanted
 * @property {AskKind[]} wanted_kinds
 * @property {AskKind[]} unwanted_kinds
 * @property {number} engaged_until
 * @property {boolean} engaged_until_leave
 * @property {number} paused_until
 * @property {boolean} paused_until_leave
 * @property {'unwanted' | 'wanted' | 'engaged' | 'paused' | 'some_kinds'} state
 * @property {number} asks
 * @property {number} first_ask
 * @property {number} last_ask
 * @property {number} declined
 * @property {number} dismissed
 * @property {number} hidden
 * @property {number} seconds
 *
 * @typedef {object} HealthCheck
 * @property {string} id
 * @property {'ok' | 'warning' | 'error'} state
 * @property {string} message
 * @property {string} mend
 */

/**
 * What a frame did, as its content script tells it.
 * @typedef {object} Act
 * @property {number} actId unique in its frame
 * @property {AskKind | null} kind
 * @property {DoneAction} action
 * @property {string} label
 * @property {number} confidence
 * @property {Evidence[]} evidence
 * @property {string} provider
 * @property {string} reason
 * @property {number} time
 * @property {boolean} undone
 * @property {string} surface
 * @property {number} [frameId] added by the background
 */

/**
 * Why there is no host, and since when.
 * @typedef {object} Trouble
 * @property {string} cause one of background/causes.js
 * @property {string} detail the browser's own words
 */

/**
 * All that the popup shows.
 * @typedef {object} PageState
 * @property {string} url of the tab; '' where the browser does not say
 * @property {Brand | null} brand
 * @property {Act[]} acts
 * @property {LearnedAsk[]} learned
 * @property {Trouble | null} trouble
 * @property {boolean} peeking
 * @property {boolean} reachable whether content scripts run in the tab
 */

/**
 * What the browser says of whoever sent a message.
 * @typedef {object} From
 * @property {number} tabId
 * @property {number} frameId
 * @property {string} url
 * @property {string} topUrl
 * @property {boolean} visible false for a page that is only prerendered
 */

export {};
