<?php

/** Speaks as the vendor's CRest does, which is a file to be copied and not a package: a form by POST, an array back. */
class CRest
{
    public static function call(string $method, array $params = []): array
    {
        $request = curl_init(C_REST_WEB_HOOK_URL . $method . '.json');
        curl_setopt_array($request, [
            CURLOPT_RETURNTRANSFER => true,
            CURLOPT_POST => true,
            CURLOPT_POSTFIELDS => http_build_query($params),
        ]);
        return json_decode(curl_exec($request), true);
    }
}
