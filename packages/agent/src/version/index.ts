/** Of the agent: it stands in the code, so that the agent can be one file. */
export const agentVersion = '0.1.0';
