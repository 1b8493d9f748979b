const NOBODY = 'http://127.0.0.1:1';

/** An environment whose proxies do not answer: whoever asks one gets nowhere. */
export const DEAD_PROXY = {
  ...{ http_proxy: NOBODY, https_proxy: NOBODY, grpc_proxy: NOBODY },
  ...{ HTTP_PROXY: NOBODY, HTTPS_PROXY: NOBODY, ALL_PROXY: NOBODY },
  ...{ no_proxy: '', NO_PROXY: '', no_grpc_proxy: '' },
};
