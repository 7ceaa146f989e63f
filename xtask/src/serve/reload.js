// In development only: reloads the page when a new build is ready.
'use strict';
new EventSource('reload').onmessage = () => location.reload();
