namespace GatewayKit.Kubernetes.Tests.Translation.Ingresses;

/// <summary>An example of each annotation in the documentation of ingress-nginx 1.15, with the annotations that it needs.</summary>
internal static class AnnotationExamples
{
    private const string Lines =
        """
        affinity=cookie
        affinity-canary-behavior=sticky; affinity=cookie
        affinity-mode=balanced; affinity=cookie
        allowlist-source-range=10.0.0.0/8
        app-root=/app
        auth-always-set-cookie=true; auth-url=https://auth.example/
        auth-cache-duration=200 5m; auth-url=https://auth.example/
        auth-cache-key=$http_authorization; auth-url=https://auth.example/
        auth-keepalive=10; auth-url=https://auth.example/
        auth-keepalive-requests=10; auth-url=https://auth.example/
        auth-keepalive-share-vars=true; auth-url=https://auth.example/
        auth-keepalive-timeout=10; auth-url=https://auth.example/
        auth-method=POST; auth-url=https://auth.example/
        auth-proxy-set-headers=headers; auth-url=https://auth.example/
        auth-realm=Shop; auth-type=basic; auth-secret=users
        auth-request-redirect=/there; auth-url=https://auth.example/
        auth-response-headers=X-User; auth-url=https://auth.example/
        auth-secret=users; auth-type=basic
        auth-secret-type=auth-map; auth-type=basic; auth-secret=users
        auth-signin=https://auth.example/start; auth-url=https://auth.example/
        auth-signin-redirect-param=back; auth-url=https://auth.example/; auth-signin=https://auth.example/start
        auth-snippet=proxy_set_header A b; auth-url=https://auth.example/
        auth-tls-error-page=https://shop.example/error; auth-tls-secret=backend
        auth-tls-match-cn=CN=client; auth-tls-secret=backend
        auth-tls-pass-certificate-to-upstream=true; auth-tls-secret=backend
        auth-tls-secret=backend
        auth-tls-verify-client=optional; auth-tls-secret=backend
        auth-tls-verify-depth=2; auth-tls-secret=backend
        auth-type=basic; auth-secret=users
        auth-url=https://auth.example/
        backend-protocol=HTTPS
        canary=true
        canary-by-cookie=canary; canary=true
        canary-by-header=X-Canary; canary=true
        canary-by-header-pattern=^o.e$; canary=true; canary-by-header=X-Canary
        canary-by-header-value=one; canary=true; canary-by-header=X-Canary
        canary-weight=20; canary=true
        canary-weight-total=1000; canary=true; canary-weight=20
        client-body-buffer-size=1m
        configuration-snippet=more_set_headers "a: b";
        connection-proxy-header=keep-alive
        cors-allow-credentials=false; enable-cors=true
        cors-allow-headers=X-Shop; enable-cors=true
        cors-allow-methods=GET; enable-cors=true
        cors-allow-origin=https://other.example; enable-cors=true
        cors-expose-headers=X-Shop; enable-cors=true
        cors-max-age=600; enable-cors=true
        custom-headers=headers
        custom-http-errors=404,503; default-backend=spare
        default-backend=spare
        denylist-source-range=10.0.0.0/8
        disable-proxy-intercept-errors=false
        enable-access-log=false
        enable-cors=true
        enable-global-auth=true
        enable-modsecurity=true
        enable-opentelemetry=true
        enable-owasp-core-rules=true
        enable-rewrite-log=true
        fastcgi-index=index.php
        fastcgi-params-configmap=headers
        force-ssl-redirect=true
        from-to-www-redirect=true
        http2-push-preload=true
        limit-allowlist=10.0.0.0/8; limit-rps=10
        limit-burst-multiplier=2; limit-rps=10
        limit-connections=10
        limit-rate=100
        limit-rate-after=100; limit-rate=100
        limit-rpm=10
        limit-rps=10
        limit-whitelist=10.0.0.0/8; limit-rps=10
        load-balance=ewma
        mirror-host=copy.example; mirror-target=http://mirror.example$request_uri
        mirror-request-body=off; mirror-target=http://mirror.example$request_uri
        mirror-target=http://mirror.example$request_uri
        modsecurity-snippet=SecRuleEngine On
        modsecurity-transaction-id=$request_id
        opentelemetry-operation-name=shop
        opentelemetry-trust-incoming-span=false
        permanent-redirect=https://other.example/
        permanent-redirect-code=308; permanent-redirect=https://other.example/
        preserve-trailing-slash=true
        proxy-body-size=8m
        proxy-buffer-size=8k
        proxy-buffering=on
        proxy-buffers-number=8
        proxy-busy-buffers-size=16k
        proxy-connect-timeout=7
        proxy-cookie-domain=inner.example shop.example
        proxy-cookie-path=/inner /
        proxy-http-version=1.0
        proxy-max-temp-file-size=1024m
        proxy-next-upstream=error http_502
        proxy-next-upstream-timeout=10
        proxy-next-upstream-tries=2
        proxy-read-timeout=300
        proxy-redirect-from=http://inner.example/; proxy-redirect-to=/
        proxy-redirect-to=/; proxy-redirect-from=http://inner.example/
        proxy-request-buffering=on
        proxy-send-timeout=300
        proxy-ssl-ciphers=HIGH; backend-protocol=HTTPS
        proxy-ssl-name=inner.example; backend-protocol=HTTPS; proxy-ssl-secret=backend; proxy-ssl-verify=on
        proxy-ssl-protocols=TLSv1.3; backend-protocol=HTTPS
        proxy-ssl-secret=backend; backend-protocol=HTTPS
        proxy-ssl-server-name=on; backend-protocol=HTTPS
        proxy-ssl-verify=on; backend-protocol=HTTPS; proxy-ssl-secret=backend
        proxy-ssl-verify-depth=3; backend-protocol=HTTPS; proxy-ssl-secret=backend; proxy-ssl-verify=on
        relative-redirects=true
        rewrite-target=/other
        satisfy=any; auth-type=basic; auth-secret=users; whitelist-source-range=10.0.0.0/8
        server-alias=alias.example
        server-snippet=gzip on;
        service-upstream=true
        session-cookie-change-on-failure=true; affinity=cookie
        session-cookie-conditional-samesite-none=true; affinity=cookie
        session-cookie-domain=shop.example; affinity=cookie
        session-cookie-expires=600; affinity=cookie
        session-cookie-max-age=600; affinity=cookie
        session-cookie-name=route; affinity=cookie
        session-cookie-path=/shop; affinity=cookie
        session-cookie-samesite=Lax; affinity=cookie
        session-cookie-secure=true; affinity=cookie
        ssl-ciphers=HIGH
        ssl-passthrough=true
        ssl-prefer-server-ciphers=true
        ssl-redirect=true
        stream-snippet=listen 9000;
        temporal-redirect=https://other.example/
        temporal-redirect-code=307; temporal-redirect=https://other.example/
        upstream-hash-by=$remote_addr
        upstream-hash-by-subset=true; upstream-hash-by=$remote_addr
        upstream-hash-by-subset-size=3; upstream-hash-by=$remote_addr
        upstream-vhost=inner.example
        use-port-in-redirects=true
        use-regex=true
        whitelist-source-range=10.0.0.0/8
        x-forwarded-prefix=/shop
        """;

    /// <summary>The annotations by the name of the one that each example is for, which is the first.</summary>
    public static readonly IReadOnlyDictionary<string, (string Name, string Value)[]> All = Lines
        .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split("; ").Select(Parse).ToArray())
        .ToDictionary(example => example[0].Name);

    private static (string Name, string Value) Parse(string annotation)
        => (annotation[..annotation.IndexOf('=')], annotation[(annotation.IndexOf('=') + 1)..]);
}
