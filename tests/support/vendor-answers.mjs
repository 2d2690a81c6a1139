// @ts-check
// What the servers of the gallery's vendors would say. Only posthog needs one: its survey comes from there.

/** @param {unknown} value */
const json = (value) => () => ({type: 'application/json', body: JSON.stringify(value)});

const SURVEY = {
  id: '018f0000-0000-0000-0000-000000000001',
  name: 'How are we doing?',
  type: 'popover',
  questions: [
    {
      id: 'q1',
      type: 'rating',
      display: 'number',
      scale: 10,
      question: 'How likely are you to recommend The Tidal Chronicle to a friend?',
      lowerBoundLabel: 'Not likely',
      upperBoundLabel: 'Very likely',
    },
  ],
  appearance: {backgroundColor: '#ff00c8', borderColor: '#ff00c8', whiteLabel: true, surveyPopupDelaySeconds: 0},
  conditions: null,
  start_date: '2024-01-01T00:00:00Z',
  end_date: null,
};

/** @type {Record<string, (url: URL) => {type: string, body: string}>} */
export const VENDOR_ANSWERS = {
  '/flags/': json({featureFlags: {}, surveys: true, supportedCompression: []}),
  '/array/phc_gallery/config': json({surveys: true, hasFeatureFlags: false, supportedCompression: []}),
  '/array/phc_gallery/config.js': () => ({type: 'text/javascript', body: ''}),
  '/api/surveys/': json({surveys: [SURVEY]}),
  '/e/': json({status: 1}),
  '/i/v0/e/': json({status: 1}),
};
