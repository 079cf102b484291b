using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using GatewayKit.Plugins.Tests.Shared;
using GatewayKit.Plugins.UpstreamAuth;
using GatewayKit.Plugins.UpstreamAuth.Signing;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Plugins.Tests.UpstreamAuth;

public sealed class UpstreamAuthTests : IAsyncLifetime
{
    private const string Alice = """
        consumers: { alice: { groups: [gold, beta], credentials: { key-auth: [ { key: alice-key } ] } } }
        groups: { gold: {}, beta: {} }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-upstream-auth-").FullName;
    private readonly List<string> _forms = [];
    private TestService _issuer = null!;
    private int _issued;

    public async Task InitializeAsync() => _issuer = await TestService.StartAsync(IssueAsync);

    public async Task DisposeAsync()
    {
        await _issuer.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("header: { name: X-Key, value: sekret }", "X-Key", "sekret")]
    [InlineData("header: { value: Token sekret }", "Authorization", "Token sekret")]
    [InlineData("basic: { username: gateway, password: 'p:ä' }", "Authorization", "Basic Z2F0ZXdheTpwOsOk")]
    public async Task Fixed_credentials_replace_the_client_s(string options, string header, string value)
    {
        await using var host = await StartAsync(options);

        Assert.Equal(200, (await host.GetAsync("/", (header, "mine"), ("authorization", "Bearer client"))).Status);

        Assert.Equal(value, host.Upstream.Request.Header(header));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("sekret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_is_requested_once_for_all_requests_and_renewed_before_it_expires()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(ClientCredentials("scopes: [read, write], audience: orders"), time);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.GetAsync("/")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.All(host.Upstream.Requests, request => Assert.Equal("Bearer token-1", request.Header("Authorization")));
        Assert.Equal(["grant_type=client_credentials&scope=read+write&audience=orders"], _forms);
        Assert.Equal("Basic " + Convert.ToBase64String("gate+way:s%2Bcret"u8), _issuer.Requests.Single()["Authorization"]);

        // A token of 100 s is old after 80 % of its lifetime: the next request still uses it and asks for another one.
        time.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        await UntilAsync(host, "Bearer token-2");

        // After its end, the token isn't used.
        time.Advance(TimeSpan.FromSeconds(101));
        host.Upstream.Forget();
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal("Bearer token-3", host.Upstream.Request.Header("Authorization"));
    }

    [Fact]
    public async Task A_valid_token_survives_an_issuer_that_is_down()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(ClientCredentials(), time);
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        _issuer.Handler = http =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        time.Advance(TimeSpan.FromSeconds(85));
        Assert.Equal(200, (await host.GetAsync("/")).Status);
        Assert.Equal(200, (await host.GetAsync("/")).Status);

        time.Advance(TimeSpan.FromSeconds(20));
        host.Upstream.Forget();
        Assert.Equal(503, (await host.GetAsync("/")).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_response_without_a_usable_token_is_a_503_that_shows_nothing_of_it()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(ClientCredentials("clientAuthentication: post"), time);
        foreach (var (status, body) in ((int, string)[])
        [
            (200, ""), (200, "[]"), (200, "{}"), (200, """{"access_token":""}"""), (200, """{"access_token":"a\r\nX: 1"}"""),
            (200, """{"access_token":"t","token_type":"mac"}"""), (200, $$"""{"access_token":"{{new string('t', 20_000)}}"}"""),
            (200, new string('[', 50_000)), (200, new string(' ', 70_000)), (400, """{"error":"invalid_client"}"""), (302, ""),
        ])
        {
            _issuer.Handler = http =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.Location = "https://elsewhere.example/";
                return http.Response.WriteAsync(body);
            };
            var answer = await host.GetAsync("/");
            Assert.Equal((body, 503), (body, answer.Status));
            Assert.DoesNotContain(_issuer.Address, answer.Body, StringComparison.Ordinal);
            time.Advance(TimeSpan.FromSeconds(2));
        }

        Assert.Empty(host.Upstream.Requests);
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains("s+cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_is_remembered_for_a_second()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(ClientCredentials(), time);
        _issuer.Handler = http =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        for (var i = 0; i < 5; i++)
            Assert.Equal(503, (await host.GetAsync("/")).Status);
        Assert.Single(_issuer.Requests);

        time.Advance(TimeSpan.FromSeconds(1));
        _issuer.Handler = IssueAsync;
        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task A_token_that_the_upstream_rejects_is_replaced_for_the_next_request()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(ClientCredentials(), time, upstream: http =>
        {
            http.Response.StatusCode = http.Request.Headers.Authorization == "Bearer token-1" ? 401 : 200;
            return Task.CompletedTask;
        });

        Assert.Equal(401, (await host.GetAsync("/")).Status);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await host.GetAsync("/")).Status);

        Assert.Equal(200, (await host.GetAsync("/")).Status);
    }

    [Fact]
    public async Task The_caller_s_token_is_exchanged_once_for_each_caller()
    {
        await using var host = await StartAsync(
            $"tokenExchange: {{ tokenUrl: '{_issuer.Address}/token', clientId: gate way, clientSecret: 's+cret', audience: orders }}");

        foreach (var caller in (string[])["one", "one", "two", "one"])
            Assert.Equal(200, (await host.GetAsync("/", ("Authorization", "bearer " + caller))).Status);

        Assert.Equal(
            ["Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-1"],
            host.Upstream.Requests.Select(r => r.Header("Authorization")));
        Assert.Equal(
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&subject_token=one"
            + "&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token&audience=orders",
            _forms[0]);
        Assert.Equal(401, (await host.GetAsync("/")).Status);
        Assert.Equal(401, (await host.GetAsync("/", ("Authorization", "Basic b25lOnR3bw=="))).Status);
    }

    [Fact]
    public async Task A_caller_s_token_that_the_issuer_refuses_is_a_403()
    {
        _issuer.Handler = http =>
        {
            http.Response.StatusCode = 400;
            return http.Response.WriteAsync("""{"error":"invalid_grant"}""");
        };
        await using var host = await StartAsync(
            $"tokenExchange: {{ tokenUrl: '{_issuer.Address}/token', clientId: gateway, clientSecret: secret }}");

        Assert.Equal(403, (await host.GetAsync("/", ("Authorization", "Bearer stolen"))).Status);
        Assert.Empty(host.Upstream.Requests);
    }

    [Fact]
    public async Task A_refused_token_is_not_sent_to_the_issuer_again_for_ten_seconds()
    {
        var time = new FakeTimeProvider();
        _issuer.Handler = http =>
        {
            http.Response.StatusCode = 400;
            return http.Response.WriteAsync("""{"error":"invalid_grant"}""");
        };
        await using var host = await StartAsync(Exchange, time);

        foreach (var (seconds, asked) in ((int, int)[])[(0, 1), (9, 1), (2, 2), (1, 2)])
        {
            time.Advance(TimeSpan.FromSeconds(seconds));
            Assert.Equal(403, (await host.GetAsync("/", ("Authorization", "Bearer stolen"))).Status);
            Assert.Equal(asked, _issuer.Requests.Count);
        }
    }

    [Fact]
    public async Task Exchanges_at_a_time_are_limited_and_others_get_a_503_at_once()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _issuer.Handler = async http =>
        {
            await answer.Task;
            await IssueAsync(http);
        };
        await using var host = await StartAsync(Exchange, new FakeTimeProvider());

        var requests = Enumerable.Range(0, 130)
            .Select(i => host.GetAsync("/", ("Authorization", $"Bearer caller-{i}"))).ToList();
        for (var refused = 0; refused < 30; refused++)
        {
            var first = await Task.WhenAny(requests).WaitAsync(TimeSpan.FromSeconds(60));
            Assert.Equal(503, (await first).Status);
            requests.Remove(first);
        }

        answer.SetResult();
        Assert.All(await Task.WhenAll(requests).WaitAsync(TimeSpan.FromSeconds(60)), a => Assert.Equal(200, a.Status));
        Assert.Equal(100, _forms.Count);
    }

    [Fact]
    public async Task An_upstream_that_rejects_every_token_causes_one_exchange_a_second()
    {
        var time = new FakeTimeProvider();
        await using var host = await StartAsync(Exchange, time, http =>
        {
            http.Response.StatusCode = 401;
            return Task.CompletedTask;
        });

        for (var i = 0; i < 5; i++)
            Assert.Equal(401, (await host.GetAsync("/", ("Authorization", "Bearer one"))).Status);
        Assert.Single(_forms);

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(401, (await host.GetAsync("/", ("Authorization", "Bearer one"))).Status);
        Assert.Equal(401, (await host.GetAsync("/", ("Authorization", "Bearer one"))).Status);
        Assert.Equal(2, _forms.Count);
    }

    [Theory]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a, Bearer b")]
    [InlineData("Bearer  ")]
    public async Task Only_one_bearer_token_is_exchanged(string authorization)
    {
        await using var host = await StartAsync(Exchange);

        Assert.Equal(401, (await host.GetAsync("/", ("Authorization", authorization))).Status);
        Assert.Empty(_forms);
    }

    [Fact]
    public async Task A_request_never_continues_without_the_credentials()
        => Assert.Contains("onError is 'continue', but a request can't continue without this plugin", Assert.Single(
            await PluginGateway.ErrorsOfAsync("{ name: upstream-auth, onError: continue, options: { header: { value: a } } }")),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_signed_token_names_the_caller_and_is_verified_by_the_published_keys(bool rsa)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var key = KeyFile(rsa);
        await using var host = await StartAsync(
            $"jwt: {{ keyFile: '{key}', issuer: 'https://gateway.example', audience: orders, claims: {{ tier: internal }} }}", time,
            more: $$"""
                  keys:
                    match: { path: /.well-known/jwks.json }
                    plugins: [ { name: jwks, options: { keyFiles: ['{{key}}'] } } ]

                """);

        Assert.Equal(200, (await host.GetAsync("/", ("X-Api-Key", "alice-key"))).Status);

        var keys = await host.GetAsync("/.well-known/jwks.json");
        Assert.Equal((200, "application/jwk-set+json"), (keys.Status, keys.Header("Content-Type")));
        Assert.DoesNotContain("\"d\"", keys.Body, StringComparison.Ordinal);
        var token = AuthenticationHeaderValue.Parse(host.Upstream.Request.Header("Authorization")!).Parameter;
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = "https://gateway.example",
            ValidAudience = "orders",
            IssuerSigningKeys = new JsonWebKeySet(keys.Body).GetSigningKeys(),
        });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(("alice", "internal", "gold,beta"), (result.Claims["sub"], result.Claims["tier"],
            string.Join(',', (IEnumerable<object>)result.Claims["groups"])));
    }

    [Theory]
    [InlineData("no key", "has no private key")]
    [InlineData("small", "has an RSA key of 1024 bits")]
    [InlineData("public", "has no private key")]
    [InlineData("curve", "must be P-256")]
    [InlineData("missing", "can't be read")]
    public async Task A_key_that_can_t_sign_is_rejected(string kind, string error)
    {
        var path = Path.Combine(_folder, "key.pem");
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        if (kind != "missing")
        {
            await File.WriteAllTextAsync(path, kind switch
            {
                "small" => small.ExportPkcs8PrivateKeyPem(),
                "public" => curve.ExportSubjectPublicKeyInfoPem(),
                "curve" => curve.ExportPkcs8PrivateKeyPem(),
                _ => "no key",
            });
        }

        Assert.Contains(error, Assert.Single(await PluginGateway.ErrorsOfAsync(
            $"{{ name: upstream-auth, options: {{ jwt: {{ keyFile: '{path}', issuer: a, audience: b }} }} }}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_aws_signature_covers_the_address_that_is_sent_and_the_body()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await using var host = await StartAsync(
            "aws: { accessKeyId: AKIAIOSFODNN7EXAMPLE, secretAccessKey: sekret, region: eu-central-1, service: execute-api, "
                + "sessionToken: session, maxBodySize: 1KB }",
            time);
        using var content = new StringContent("hello", Encoding.UTF8, "text/plain");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host.Address, "/a%20b/c?q=%C3%A4&a=1")) { Content = content };
        request.Headers.Add("X-Amz-Date", "19990101T000000Z");
        request.Headers.Host = "api.example"; // the upstream gets its own name

        using var response = await host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(200, (int)response.StatusCode);
        var seen = host.Upstream.Request;
        Assert.Equal(
            ("20260102T030405Z", "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "session", "/a%20b/c?q=%C3%A4&a=1"),
            (seen.Header("X-Amz-Date"), seen.Header("X-Amz-Content-Sha256"), seen.Header("X-Amz-Security-Token"), seen.Target));
        Assert.StartsWith(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260102/eu-central-1/execute-api/aws4_request, "
            + "SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature=",
            seen.Header("Authorization"), StringComparison.Ordinal);
        Assert.Equal(SignatureOf(seen, time), seen.Header("Authorization"));
        using var large = new StringContent(new string('x', 2000));
        using var tooLarge = await host.Client.PostAsync(new Uri("/", UriKind.Relative), large).WaitAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(413, (int)tooLarge.StatusCode);
    }

    [Theory]
    [InlineData("", "set one of")]
    [InlineData("basic: { username: a, password: b }, header: { value: c }", "set one of")]
    [InlineData("basic: { username: 'a:b', password: c }", "options.basic.username ")]
    [InlineData("header: { name: Host, value: c }", "options.header.name ")]
    [InlineData("header: { name: Content-Language, value: c }", "options.header.name ")]
    [InlineData("header: { value: \"a\\nb\" }", "options.header.value ")]
    [InlineData("clientCredentials: { tokenUrl: 'http://idp.example/', clientId: a, clientSecret: b }",
        "options.clientCredentials.tokenUrl ")]
    [InlineData("jwt: { keyFile: a, issuer: b, audience: c, claims: { sub: root } }", "options.jwt.claims ")]
    [InlineData("aws: { accessKeyId: AKIAIOSFODNN7EXAMPLE, secretAccessKey: b, region: 'a/b', service: s3 }", "options.aws.region ")]
    public async Task Invalid_options_are_rejected(string options, string error)
    {
        var errors = await PluginGateway.ErrorsOfAsync($"{{ name: upstream-auth, options: {{ {options} }} }}");

        Assert.Contains(errors, line => line.Contains(error, StringComparison.Ordinal));
    }

    private async Task IssueAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        var form = await reader.ReadToEndAsync();
        lock (_forms)
            _forms.Add(form);
        await http.Response.WriteAsync(
            $$"""{"access_token":"token-{{Interlocked.Increment(ref _issued)}}","token_type":"Bearer","expires_in":105}""");
    }

    private string Exchange => $"tokenExchange: {{ tokenUrl: '{_issuer.Address}/token', clientId: gateway, clientSecret: secret }}";

    private string ClientCredentials(string options = "")
        => $"clientCredentials: {{ tokenUrl: '{_issuer.Address}/token', clientId: gate way, clientSecret: 's+cret'"
            + (options.Length > 0 ? $", {options} }}" : " }");

    /// <summary>The header that AWS expects for a request that it has received.</summary>
    private static string SignatureOf(RecordedRequest seen, TimeProvider time) => new AwsSigner(new AwsSignature
    {
        AccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        SecretAccessKey = "sekret",
        Region = "eu-central-1",
        Service = "execute-api",
    }).Sign(
        "POST", seen.Target,
        ((string[])["Host", "X-Amz-Date", "X-Amz-Content-Sha256", "X-Amz-Security-Token"])
            .Select(name => KeyValuePair.Create(name, seen.Header(name)!)),
        seen.Header("X-Amz-Content-Sha256")!, time.GetUtcNow());

    private string KeyFile(bool rsa)
    {
        var path = Path.Combine(_folder, "key.pem");
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        return path;
    }

    /// <summary>Sends requests until the upstream gets a value, since a token is renewed beside the requests.</summary>
    private static async Task UntilAsync(GatewayTestHost host, string authorization)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!host.Upstream.Requests.Any(r => r.Header("Authorization") == authorization))
        {
            patience.Token.ThrowIfCancellationRequested();
            Assert.Equal(200, (await host.GetAsync("/")).Status);
        }
    }

    private static Task<GatewayTestHost> StartAsync(
        string options, TimeProvider? time = null, RequestDelegate? upstream = null, string more = "")
        => PluginGateway.StartAsync(
            PluginGateway.OneRoute(
                options.StartsWith("jwt", StringComparison.Ordinal) ? "{ name: key-auth }" : "{ name: correlation-id }",
                $"{{ name: upstream-auth, options: {{ {options} }} }}").Replace("clusters:", more + "clusters:", StringComparison.Ordinal)
            + Alice,
            setup =>
            {
                setup.WithTime(time ?? TimeProvider.System);
                if (upstream is not null)
                    setup.WithUpstream(upstream);
            });
}
