using System.Net;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Passwords;
using GatewayKit.Plugins.Acl;
using GatewayKit.Plugins.Aggregate;
using GatewayKit.Plugins.Anonymous;
using GatewayKit.Plugins.ApiVersion;
using GatewayKit.Plugins.Authorize;
using GatewayKit.Plugins.BasicAuth;
using GatewayKit.Plugins.BotDetection;
using GatewayKit.Plugins.Cache;
using GatewayKit.Plugins.Compress;
using GatewayKit.Plugins.ConcurrencyLimit;
using GatewayKit.Plugins.CorrelationId;
using GatewayKit.Plugins.Cors;
using GatewayKit.Plugins.Deprecation;
using GatewayKit.Plugins.FaultInjection;
using GatewayKit.Plugins.FileLog;
using GatewayKit.Plugins.FindReplace;
using GatewayKit.Plugins.ForwardAuth;
using GatewayKit.Plugins.GraphQL;
using GatewayKit.Plugins.HttpLog;
using GatewayKit.Plugins.GrpcJson;
using GatewayKit.Plugins.GrpcWeb;
using GatewayKit.Plugins.HttpSignature;
using GatewayKit.Plugins.IpRestriction;
using GatewayKit.Plugins.JsonRpc;
using GatewayKit.Plugins.JsonXml;
using GatewayKit.Plugins.Jwt;
using GatewayKit.Plugins.KeyAuth;
using GatewayKit.Plugins.LoadShedding;
using GatewayKit.Plugins.Maintenance;
using GatewayKit.Plugins.Mcp;
using GatewayKit.Plugins.Mirror;
using GatewayKit.Plugins.Mock;
using GatewayKit.Plugins.MtlsAuth;
using GatewayKit.Plugins.OAuth2Introspection;
using GatewayKit.Plugins.Oidc;
using GatewayKit.Plugins.Opa;
using GatewayKit.Plugins.Quota;
using GatewayKit.Plugins.RateLimit;
using GatewayKit.Plugins.Redirect;
using GatewayKit.Plugins.RequestPriority;
using GatewayKit.Plugins.RequestSizeLimit;
using GatewayKit.Plugins.RequestTransform;
using GatewayKit.Plugins.Respond;
using GatewayKit.Plugins.ResponseTransform;
using GatewayKit.Plugins.RewriteLinks;
using GatewayKit.Plugins.SecurityHeaders;
using GatewayKit.Plugins.Soap;
using GatewayKit.Plugins.StreamLimits;
using GatewayKit.Plugins.Tests.BasicAuth;
using GatewayKit.Plugins.Tests.HttpSignature;
using GatewayKit.Plugins.Tests.Jwt;
using GatewayKit.Plugins.Tests.Mock;
using GatewayKit.Plugins.Tests.Oidc;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Plugins.TrafficSplit;
using GatewayKit.Plugins.UpstreamAuth;
using GatewayKit.Plugins.WebSocketSse;
using GatewayKit.Testing;
using GatewayKit.Tests.Shared;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests;

/// <summary>Each plugin by itself, loaded as from a plugins folder, used and let go.
/// That they go under traffic too is tested with the loading.</summary>
public sealed class UnloadingTests
{
    private const string Alice = "consumers: { alice: { credentials: { key-auth: [ { key: alice-key } ] } } }";

    [Fact]
    public async Task Nothing_of_basic_auth_stays_in_memory()
    {
        var argon = await PasswordHash.CreateAsync("correct horse", PasswordAlgorithm.Argon2id);
        var consumers = BasicAuthGateway.Consumers.Replace(BasicAuthGateway.HashOfHorse, argon.ToString(), StringComparison.Ordinal);

        await PluginUnloading.ProveAsync<BasicAuthPlugin>(
            PluginGateway.OneRoute(BasicAuthGateway.Entry()) + consumers,
            async host => Assert.Equal(200, (await host.GetAsync("/hello", BasicAuthGateway.Basic("alice:correct horse"))).Status))
                .WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public Task Nothing_of_http_signature_stays_in_memory()
        => PluginUnloading.ProveAsync<HttpSignaturePlugin>(
            PluginGateway.OneRoute(SignatureHost.Entry("maxAge: 1d")) + TestSigner.Consumers,
            async host =>
            {
                foreach (var key in TestSigner.All)
                {
                    var parameters = SignedRequest.With(key, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
                    Assert.Equal(200, (await new SignedRequest { Key = key, Parameters = parameters }.Sign().SendAsync(host)).Status);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_acl_stays_in_memory()
        => LeavesMemoryAsync<AclPlugin>("{ name: acl, options: { deny: [guests] } }", status: 403);

    [Fact]
    public Task Nothing_of_ip_restriction_stays_in_memory()
        => LeavesMemoryAsync<IpRestrictionPlugin>("{ name: ip-restriction, options: { allow: [127.0.0.0/8] } }");

    [Fact]
    public Task Nothing_of_bot_detection_stays_in_memory()
        => LeavesMemoryAsync<BotDetectionPlugin>("{ name: bot-detection, options: { deny: [badbot] } }");

    [Fact]
    public Task Nothing_of_cache_stays_in_memory() => LeavesMemoryAsync<CachePlugin>("{ name: cache, options: { ttl: 1m } }");

    [Fact]
    public Task Nothing_of_fault_injection_stays_in_memory()
        => LeavesMemoryAsync<FaultInjectionPlugin>(
            "{ name: fault-injection, options: { delay: { percentage: 100, duration: 1ms }, abort: { percentage: 100, status: 503 } } }",
            status: 503);

    [Fact]
    public Task Nothing_of_traffic_split_stays_in_memory()
        => LeavesMemoryAsync<TrafficSplitPlugin>(
            "{ name: traffic-split, options: { weights: { up: 1, next: 1 }, stickyBy: ip, "
                + "schedule: { cluster: next, maxErrorRate: 1 } } }",
            "  next: { destinations: { one: { address: \"{upstream}\" } } }\n");

    [Fact]
    public Task Nothing_of_respond_stays_in_memory()
        => LeavesMemoryAsync<RespondPlugin>("{ name: respond, options: { status: 201, json: { a: [1, text, null] } } }", status: 201);

    [Fact]
    public Task Nothing_of_redirect_stays_in_memory()
        => LeavesMemoryAsync<RedirectPlugin>("{ name: redirect, options: { location: '/v2/{**rest}' } }", status: 302);

    [Fact]
    public Task Nothing_of_maintenance_stays_in_memory()
        => LeavesMemoryAsync<MaintenancePlugin>(
            "{ name: maintenance, options: { testers: { header: X-Token, value: 0123456789abcdef } } }", status: 503);

    [Fact]
    public Task Nothing_of_deprecation_stays_in_memory()
        => LeavesMemoryAsync<DeprecationPlugin>(
            "{ name: deprecation, options: { date: 2020-01-01T00:00:00Z, sunset: 2099-01-01T00:00:00Z, successor: '/v2/{**rest}' } }");

    [Fact]
    public Task Nothing_of_api_version_stays_in_memory()
        => LeavesMemoryAsync<ApiVersionPlugin>(
            "{ name: api-version, options: { segment: 1, header: Api-Version, query: v, mediaTypeParameter: v, "
                + "vendorMediaType: 'application/vnd.a.{version}+json', default: '1', versions: { 1: {}, 2: {} } } }");

    [Fact]
    public Task Nothing_of_mirror_stays_in_memory()
        => LeavesMemoryAsync<MirrorPlugin>("{ name: mirror, options: { cluster: up, compare: body } }");

    [Fact]
    public async Task Nothing_of_file_log_stays_in_memory()
    {
        using var folder = new TemporaryFolder();
        await LeavesMemoryAsync<FileLogPlugin>(
            $"{{ name: file-log, options: {{ path: '{folder["a.log"]}', bodies: {{ request: true, response: true }} }} }}");
    }

    [Fact]
    public Task Nothing_of_http_log_stays_in_memory()
        => LeavesMemoryAsync<HttpLogPlugin>(
            "{ name: http-log, options: { url: 'http://127.0.0.1:1/', interval: 1ms, backoff: 1ms, retries: 1 } }");

    [Fact]
    public Task Nothing_of_anonymous_stays_in_memory()
        => LeavesMemoryAsync<AnonymousPlugin>("{ name: anonymous, options: { consumer: guest } }");

    [Fact]
    public Task Nothing_of_security_headers_stays_in_memory()
        => LeavesMemoryAsync<SecurityHeadersPlugin>("{ name: security-headers }");

    [Fact]
    public Task Nothing_of_request_size_limit_stays_in_memory()
        => LeavesMemoryAsync<RequestSizeLimitPlugin>("{ name: request-size-limit, options: { limit: 1MB, inflatedLimit: 2MB } }");

    [Fact]
    public Task Nothing_of_stream_limits_stays_in_memory()
        => LeavesMemoryAsync<StreamLimitsPlugin>("{ name: stream-limits, options: { idleTimeout: 1m } }");

    [Fact]
    public Task Nothing_of_load_shedding_stays_in_memory() => LeavesMemoryAsync<LoadSheddingPlugin>("{ name: load-shedding }");

    [Fact]
    public Task Nothing_of_request_priority_stays_in_memory()
        => LeavesMemoryAsync<RequestPriorityPlugin>("{ name: request-priority, options: { priority: low } }");

    [Fact]
    public Task Nothing_of_authorize_stays_in_memory()
        => LeavesMemoryAsync<AuthorizePlugin>(
            "{ name: authorize, options: { expression: \"method == 'GET' and matches(path, '/h.*')\", requireCaller: false } }");

    [Fact]
    public Task Nothing_of_concurrency_limit_stays_in_memory()
        => LeavesMemoryAsync<ConcurrencyLimitPlugin>("{ name: concurrency-limit, options: { limit: 5, queue: 5 } }");

    [Fact]
    public Task Nothing_of_correlation_id_stays_in_memory() => LeavesMemoryAsync<CorrelationIdPlugin>("{ name: correlation-id }");

    [Fact]
    public Task Nothing_of_cors_stays_in_memory()
        => LeavesMemoryAsync<CorsPlugin>("{ name: cors, options: { origins: ['/https://.*/'] } }");

    [Fact]
    public async Task Nothing_of_jwt_stays_in_memory()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa, Keys.Ec);
        var claims = $"{{\"iss\":\"{provider.Issuer}\",\"sub\":\"alice\",\"aud\":\"orders\",\"exp\":4102444800}}";
        await PluginUnloading.ProveAsync<JwtPlugin>(
            PluginGateway.OneRoute($"{{ name: jwt, options: {{ authority: '{provider.Issuer}', audiences: [orders] }} }}"),
            async host =>
            {
                foreach (var token in (string[])[Keys.Rsa.Token(claims), Keys.Ec.Token(claims)])
                    Assert.Equal(200, (await host.GetAsync("/hello", ("Authorization", $"Bearer {token}"))).Status);
                Assert.Equal(401, (await host.GetAsync("/hello", ("Authorization", $"Bearer {Keys.OtherRsa.Token(claims)}"))).Status);
            }).WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Nothing_of_oidc_stays_in_memory()
    {
        using var folder = new TemporaryFolder();
        await using var provider = await ScriptedProvider.StartAsync(TimeProvider.System);
        await PluginUnloading.ProveAsync<OidcPlugin>(
            PluginGateway.OneRoute(
                $"{{ name: oidc, options: {{ authority: '{provider.Issuer}', clientId: gateway, "
                    + $"dataProtection: {{ keys: '{folder["keys"]}' }} }} }}"),
            async host =>
            {
                provider.Reset();
                var browser = new Browser(host);
                await browser.LoggedInAsync();
                Assert.Equal(200, (await browser.FetchAsync("/hello")).Status);
                Assert.Equal(303, (await browser.OpenAsync("/.gatewaykit/oidc/logout")).Status);
            }).WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public Task Nothing_of_key_auth_stays_in_memory() => LeavesMemoryAsync<KeyAuthPlugin>("{ name: key-auth }", Alice);

    [Fact]
    public Task Nothing_of_mock_stays_in_memory() => LeavesMemoryAsync<MockPlugin>("{ name: mock, options: { body: hello } }");

    [Fact]
    public async Task Nothing_of_a_mock_from_a_document_stays_in_memory()
    {
        using var api = new ApiFile();

        await LeavesMemoryAsync<MockPlugin>(api.Entry(), path: "/pets");
    }

    [Fact]
    public Task Nothing_of_rate_limit_stays_in_memory()
        => LeavesMemoryAsync<RateLimitPlugin>("{ name: rate-limit, options: { limit: 5, window: 1m } }");

    [Fact]
    public Task Nothing_of_quota_stays_in_memory()
        => LeavesMemoryAsync<QuotaPlugin>(
            "{ name: quota, options: { limit: 5, period: month, timeZone: Europe/Berlin, warnAt: [20] } }");

    [Fact]
    public Task Nothing_of_request_transform_stays_in_memory()
        => LeavesMemoryAsync<RequestTransformPlugin>(
            "{ name: request-transform, options: { add: { headers: { X-A: \"{{ path | upcase }} {{ now | date: '%s' }}\" }, "
                + "body: { '$.items[?@.a == 1].b': { c: \"{{ body.a }}\" } } } } }");

    [Fact]
    public Task Nothing_of_response_transform_stays_in_memory()
        => LeavesMemoryAsync<ResponseTransformPlugin>("{ name: response-transform, options: { add: { headers: { X-A: a } } } }");

    [Fact]
    public Task Nothing_of_compress_stays_in_memory()
        => LeavesMemoryAsync<CompressPlugin>("{ name: compress, options: { minSize: 0 } }");

    [Fact]
    public Task Nothing_of_find_replace_stays_in_memory()
        => LeavesMemoryAsync<FindReplacePlugin>("{ name: find-replace, options: { response: [ { find: o, replace: 0 } ] } }");

    [Fact]
    public Task Nothing_of_grpc_json_stays_in_memory()
        => PluginUnloading.ProveAsync<GrpcJsonPlugin>(
            PluginGateway.OneRoute(
                $"{{ name: grpc-json, options: {{ descriptors: '{Path.Combine(AppContext.BaseDirectory, "library.pb")}' }} }}"),
            async host =>
            {
                using var found = await host.Client.PostAsync(
                    new Uri("/v1/shelves/1/books", UriKind.Relative),
                    new StringContent("""{"published":"2026-01-01T00:00:00Z"}""", Encoding.UTF8, "application/json"));
                Assert.Equal(HttpStatusCode.BadGateway, found.StatusCode);
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_grpc_web_stays_in_memory()
        => PluginUnloading.ProveAsync<GrpcWebPlugin>(
            PluginGateway.OneRoute("{ name: grpc-web }"),
            async host =>
            {
                using var content = new StringContent("AAAAAAA=", Encoding.UTF8, "application/grpc-web-text");
                using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_soap_stays_in_memory()
        => PluginUnloading.ProveAsync<SoapPlugin>(
            PluginGateway.OneRoute("{ name: soap, options: { operation: Get, namespace: 'urn:a', numbers: [b] } }"),
            async host =>
            {
                using var content = new StringContent("""{"b":1}""", Encoding.UTF8, "application/json");
                using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_websocket_sse_stays_in_memory()
        => PluginUnloading.ProveAsync<WebSocketSsePlugin>(
            PluginGateway.OneRoute("{ name: websocket-sse, options: { idFrom: /id, initialMessage: { a: '{{ query.a }}' } } }"),
            async host =>
            {
                using var response = await host.Client.GetAsync(new Uri("/?a=1", UriKind.Relative));
                Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_aggregate_stays_in_memory()
        => PluginUnloading.ProveAsync<AggregatePlugin>(
            """
            routes:
              all:
                match: { path: /all }
                plugins:
                  - name: aggregate
                    options:
                      parts:
                        - { name: a, path: "/a?q={{ query.q }}", method: HEAD }
                        - { name: b, path: "/b", required: false, default: { x: 1 } }
                      template: "{{ part.a.status }}"
              part: { match: { path: /a }, clusterId: up }
            clusters: { up: { destinations: { one: { address: "{upstream}" } } } }
            """,
            async host =>
            {
                using var response = await host.Client.GetAsync(new Uri("/all?q=1", UriKind.Relative));
                Assert.Equal("200", await response.Content.ReadAsStringAsync());
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_graphql_stays_in_memory()
        => PluginUnloading.ProveAsync<GraphQLPlugin>(
            PluginGateway.OneRoute("{ name: graphql, options: { automaticPersistedQueries: true, maxBatch: 2 } }"),
            async host =>
            {
                foreach (var (query, status) in new[] { ("{ a { ...F } } fragment F on A { b }", 200), ("{", 400), ("{ ...F }", 400) })
                {
                    using var content = new StringContent($$"""[{"query":"{{query}}"}]""", Encoding.UTF8, "application/json");
                    using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                    Assert.Equal(status, (int)response.StatusCode);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_graphql_rest_stays_in_memory()
        => PluginUnloading.ProveAsync<GraphQLRestPlugin>(
            PluginGateway.OneRoute("{ name: graphql-rest, options: { query: 'query($a: Int) { a(a: $a) }' } }"),
            async host =>
            {
                foreach (var (query, status) in new[] { ("?a=1", HttpStatusCode.BadGateway), ("?a=b", HttpStatusCode.BadRequest) })
                {
                    using var response = await host.Client.GetAsync(new Uri("/" + query, UriKind.Relative));
                    Assert.Equal(status, response.StatusCode);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_jsonrpc_stays_in_memory()
        => PluginUnloading.ProveAsync<JsonRpcPlugin>(
            PluginGateway.OneRoute(
                "{ name: jsonrpc, options: { methods: [ { method: a, expression: 'not inGroup(''x'')', limit: 9, window: 1d } ] } }"),
            async host =>
            {
                foreach (var (method, status) in new[] { ("a", HttpStatusCode.OK), ("b", HttpStatusCode.NotFound) })
                {
                    using var content = new StringContent(
                        $$"""{"jsonrpc":"2.0","method":"{{method}}","id":1}""", Encoding.UTF8, "application/json");
                    using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                    Assert.Equal(status, response.StatusCode);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_json_xml_stays_in_memory()
        => PluginUnloading.ProveAsync<JsonXmlPlugin>(
            PluginGateway.OneRoute("{ name: json-xml, options: { request: auto, response: auto, numbers: ['*'] } }"),
            async host =>
            {
                foreach (var (type, body) in new[] { ("application/json", "[1]"), ("application/xml", "<a>1</a>") })
                {
                    using var content = new StringContent(body, Encoding.UTF8, type);
                    using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public async Task Nothing_of_mcp_stays_in_memory()
    {
        using var file = new ApiFile();
        await PluginUnloading.ProveAsync<McpPlugin>(
            PluginGateway.OneRoute($"{{ name: mcp, options: {{ openapi: '{file.Name}' }} }}"),
            async host =>
            {
                foreach (var call in new[]
                {
                    """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""",
                    """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"addPet","arguments":{"body":7}}}""",
                })
                {
                    using var content = new StringContent(call, Encoding.UTF8, "application/json");
                    using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = content };
                    request.Headers.TryAddWithoutValidation("Accept", "application/json, text/event-stream");
                    using var response = await host.Client.SendAsync(request);
                    Assert.Equal(HttpStatusCode.OK, response.StatusCode);
                }
            }).WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public Task Nothing_of_mcp_proxy_stays_in_memory()
        => PluginUnloading.ProveAsync<McpProxyPlugin>(
            PluginGateway.OneRoute("{ name: mcp-proxy, options: { deny: [a] } }"),
            async host =>
            {
                using var content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"ping"}""", Encoding.UTF8, "application/json");
                using var response = await host.Client.PostAsync(new Uri("/", UriKind.Relative), content);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }).WaitAsync(TimeSpan.FromMinutes(3));

    [Fact]
    public Task Nothing_of_rewrite_links_stays_in_memory()
        => LeavesMemoryAsync<RewriteLinksPlugin>("{ name: rewrite-links, options: { publicUrl: https://api.example.com } }");

    [Fact]
    public async Task Nothing_of_forward_auth_stays_in_memory()
    {
        await using var service = await TestService.StartAsync(_ => Task.CompletedTask);

        await LeavesMemoryAsync<ForwardAuthPlugin>($"{{ name: forward-auth, options: {{ url: '{service.Address}', cacheFor: 1m }} }}");
    }

    [Fact]
    public async Task Nothing_of_oauth2_introspection_stays_in_memory()
    {
        await using var server = await TestService.StartAsync(http => http.Response.WriteAsync("{\"active\":true,\"sub\":\"alice\"}"));

        await LeavesMemoryAsync<OAuth2IntrospectionPlugin>(
            "{ name: oauth2-introspection, options: { locations: ['header:X-Api-Key'], "
                + $"endpoint: '{server.Address}', clientId: a, clientSecret: b }} }}");
    }

    [Fact]
    public async Task Nothing_of_mtls_auth_stays_in_memory()
    {
        using var folder = new CertificateFolder();
        var root = TestAuthority.Root();
        var certificate = root.Issue(new());
        var list = folder.Write("ca.crl", root.RevocationList(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)));

        await PluginUnloading.ProveAsync<MtlsAuthPlugin>(
            PluginGateway.OneRoute($"{{ name: mtls-auth, options: {{ roots: ['{folder.Write("ca.pem", root.Pem)}'], "
                + $"consumerClaim: commonName, revocation: {{ crls: ['{list}'] }}, "
                + "forwarded: { format: rfc9440, from: [127.0.0.1] } } }")
                + "trustedProxies: [127.0.0.1]",
            async host => Assert.Equal(200, (await host.GetAsync(
                "/", ("Client-Cert", $":{Convert.ToBase64String(certificate.RawData)}:"))).Status))
                .WaitAsync(TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task Nothing_of_opa_stays_in_memory()
    {
        await using var opa = await TestService.StartAsync(http => http.Response.WriteAsync("{\"result\":true}"));

        await LeavesMemoryAsync<OpaPlugin>($"{{ name: opa, options: {{ url: '{opa.Address}' }} }}");
    }

    [Fact]
    public async Task Nothing_of_upstream_auth_stays_in_memory()
    {
        await using var issuer = await TestService.StartAsync(http => http.Response.WriteAsync("{\"access_token\":\"t\"}"));
        var key = Path.GetTempFileName();
        using (var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            await File.WriteAllTextAsync(key, pair.ExportPkcs8PrivateKeyPem());

        await LeavesMemoryAsync<UpstreamAuthPlugin>(
            "{ name: upstream-auth, options: { clientCredentials: "
                + $"{{ tokenUrl: '{issuer.Address}', clientId: a, clientSecret: b }} }} }}");
        await LeavesMemoryAsync<UpstreamAuthPlugin>(
            $"{{ name: upstream-auth, options: {{ jwt: {{ keyFile: '{key}', issuer: a, audience: b }} }} }}");
        File.Delete(key);
    }

    private static Task LeavesMemoryAsync<TPlugin>(string plugin, string more = "", string path = "/hello", int status = 200)
        where TPlugin : class, IGatewayPlugin
        => PluginUnloading.ProveAsync<TPlugin>(
            PluginGateway.OneRoute(plugin) + more,
            async host => Assert.Equal(status, (await host.GetAsync(path, ("X-Api-Key", "alice-key"))).Status))
                .WaitAsync(TimeSpan.FromMinutes(3));
}
