'use strict';

(() => {
  const welcome = [
    '# Ask about the minutes; Ctrl-Enter sends the query, and the book on the left tells what can be asked.',
    '{',
    '  meetings(first: 5) {',
    '    nodes { id date title status version }',
    '  }',
    '}',
    '',
  ].join('\n');
  const field = document.getElementById('token');
  const state = document.getElementById('state');
  const root = ReactDOM.createRoot(document.getElementById('graphiql'));

  // Problem details and GraphQL errors are shown as they come.
  const fetcherWith = (token) => async (query) => {
    const headers = {'Content-Type': 'application/json', Accept: 'application/json'};
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    const response = await fetch('graphql', {
      method: 'POST',
      headers,
      body: JSON.stringify(query),
      credentials: 'omit',
    });
    return response.json();
  };

  // Without a token the schema would not be told; null keeps GraphiQL from asking for it.
  const show = (token) => root.render(React.createElement(GraphiQL, {
    key: token,
    fetcher: fetcherWith(token),
    schema: token ? undefined : null,
    defaultQuery: welcome,
    isHeadersEditorEnabled: false,
  }));

  document.getElementById('who').addEventListener('submit', (event) => {
    event.preventDefault();
    const token = field.value.trim().replace(/^Bearer\s+/i, '');
    state.textContent = token ? 'This token is sent with every query.' : 'No token is sent.';
    show(token);
  });
  show('');
})();
