using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>What the plugin requires, answers and hides.</summary>
public sealed class HttpSignatureTests
{
    private const string KeyAuth = "  bob: { credentials: { key-auth: [ { key: bob-key } ] } }\n";

    [Theory]
    [InlineData("", "GET", "sig=(\"@method\" \"@authority\" \"@path\" \"@query\");created")]
    [InlineData("", "POST", "sig=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\");created")]
    [InlineData("contentDigest: optional", "POST", "sig=(\"@method\" \"@authority\" \"@path\" \"@query\");created")]
    [InlineData(
        "tag: 'a\"b', requireExpires: true, requiredComponents: ['@target-uri', content-digest, '\"@query-param\";name=\"id\"']", "POST",
        "sig=(\"@target-uri\" \"content-digest\" \"@query-param\";name=\"id\");created;expires;tag=\"a\\\"b\"")]
    public async Task An_answer_401_asks_for_the_signature(string options, string method, string accept)
    {
        await using var host = await SignatureHost.StartAsync(options + (options.Length > 0 ? ", " : "") + "realm: orders");
        var body = method == "POST" ? "x"u8.ToArray() : [];

        var missing = await new SignedRequest { Method = method, Body = body }.SendAsync(host.Gateway);
        var invalid = await new SignedRequest { Method = method, Body = body, Components = [] }.Sign().SendAsync(host.Gateway);

        foreach (var answer in (RawAnswer[])[missing, invalid])
        {
            Assert.Equal((401, accept), (answer.Status, answer.Header("Accept-Signature")));
            Assert.Equal("Signature realm=\"orders\"", answer.Header("WWW-Authenticate"));
            Assert.Equal("application/problem+json", answer.Header("Content-Type"));
        }

        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task An_unknown_key_and_a_wrong_signature_have_the_same_answer()
    {
        await using var host = await SignatureHost.StartAsync();
        string[] keys = ["hmac", "nobody", "ed"];

        var answers = new List<string>();
        foreach (var key in keys)
        {
            var request = new SignedRequest { Parameters = $";created={SignedRequest.Now};keyid=\"{key}\"" }.Sign()
                .Replace("Signature", value => value.Replace("=:", "=:AAAA", StringComparison.Ordinal));
            var text = (await request.SendAsync(host.Gateway)).Text;
            answers.Add(System.Text.RegularExpressions.Regex.Replace(text, "\"traceId\":\"[^\"]*\"", ""));
        }

        Assert.StartsWith("HTTP/1.1 401 ", answers[0], StringComparison.Ordinal);
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_stronger_component_covers_a_required_one()
    {
        await using var host = await SignatureHost.StartAsync();
        SignedRequest Of(params string[] components) => new SignedRequest { Components = [.. components] }.Sign();

        Assert.Equal(200, await host.StatusAsync(Of("@method", "@target-uri")));
        Assert.Equal(200, await host.StatusAsync(Of("@method", "@authority", "@request-target")));
        Assert.Equal(200, await host.StatusAsync(Of("@query", "@scheme", "@path", "@authority", "@method")));
        Assert.Equal(401, await host.StatusAsync(Of("@method", "@request-target")));
        Assert.Equal(401, await host.StatusAsync(Of("@target-uri")));
        Assert.Equal(401, await host.StatusAsync(Of("@method", "@authority", "@path", "\"@query-param\";name=\"id\"")));
        Assert.Equal(401, await host.StatusAsync(Of()));
    }

    [Fact]
    public async Task Required_fields_and_query_parameters_must_be_covered()
    {
        await using var host = await SignatureHost.StartAsync("requiredComponents: ['@method', x-a, '\"@query-param\";name=\"id\"']");
        const string Id = "\"@query-param\";name=\"id\"";
        SignedRequest Of(params string[] components) => new SignedRequest { Components = [.. components] }.With("X-A", "1").Sign();
        SignedRequest At(string target) => Of("@method", "x-a", Id).Change(r => r.Target = target);

        Assert.Equal(200, await host.StatusAsync(Of("@method", "x-a", Id)));
        Assert.Equal(401, await host.StatusAsync(Of("@method", "x-a", "@query")));
        Assert.Equal(401, await host.StatusAsync(Of("@method", Id)));
        Assert.Equal(401, await host.StatusAsync(At("/x?id=2")));
        Assert.Equal(200, await host.StatusAsync(At("/x?sort=1&id=1")));
        Assert.Equal(401, await host.StatusAsync(At("/x?id=1&id=1")));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_the_client_signs_its_own_address()
    {
        await using var host = await SignatureHost.StartAsync(more: "trustedProxies: [127.0.0.1]\n");
        var signed = new SignedRequest { Components = ["@method", "@target-uri"], Host = "api.example.com" }.Sign();
        Assert.Equal(200, await host.StatusAsync(signed));

        signed.Change(r => r.Host = "gateway").With("X-Forwarded-Host", "api.example.com");
        Assert.Equal(200, await host.StatusAsync(signed));
        Assert.Equal(401, await host.StatusAsync(signed.With("X-Forwarded-Proto", "https")));
    }

    [Fact]
    public async Task The_upstream_gets_the_signatures_if_they_are_not_hidden()
    {
        await using var host = await SignatureHost.StartAsync("hideCredentials: false");
        var request = new SignedRequest().Sign();

        Assert.Equal(200, await host.StatusAsync(request));

        Assert.Equal((request.Value("Signature"), request.Value("Signature-Input")),
            (host.Gateway.Upstream.Request.Header("Signature"), host.Gateway.Upstream.Request.Header("Signature-Input")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_plugin_may_authenticate_a_request_without_a_signature(bool isFirst)
    {
        string[] plugins = [SignatureHost.Entry(), "{ name: key-auth }"];
        var yaml = PluginGateway.OneRoute(isFirst ? plugins : [.. plugins.Reverse()])
            .Replace("clusterId: up", "clusterId: up\n    authentication: any", StringComparison.Ordinal);
        await using var host = await PluginGateway.StartAsync(yaml + TestSigner.Consumers + KeyAuth, setup => setup
            .WithTime(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(SignedRequest.Now)))
            .WithUpstream(http =>
            {
                http.Response.Headers["Accept-Signature"] = "own=()";
                return Task.CompletedTask;
            }));

        var missing = await new SignedRequest().SendAsync(host);
        Assert.Equal((401, true), (missing.Status, missing.Header("Accept-Signature")!.StartsWith("sig=", StringComparison.Ordinal)));
        Assert.Equal(2, missing.Text.Split("WWW-Authenticate:").Length - 1);

        var other = await new SignedRequest().With("X-Api-Key", "bob-key").SendAsync(host);
        Assert.Equal((200, "own=()"), (other.Status, other.Header("Accept-Signature")));
        Assert.Equal("bob", host.Upstream.Requests.Last().Header("X-Consumer-Name"));

        Assert.Equal(200, (await new SignedRequest().Sign().SendAsync(host)).Status);
        Assert.Equal("alice", host.Upstream.Requests.Last().Header("X-Consumer-Name"));
        var wrong = new SignedRequest().Sign().With("X-Api-Key", "bob-key").Change(r => r.Target = "/x");
        Assert.Equal(isFirst ? 401 : 200, (await wrong.SendAsync(host)).Status);
    }

    [Fact]
    public async Task Invalid_signatures_are_limited_per_address()
    {
        await using var host = await SignatureHost.StartAsync("failures: { limit: 2, window: 1m }");
        Task<int> WrongAsync() => host.StatusAsync(new SignedRequest().Sign().Change(r => r.Target = "/x"));

        Assert.Equal((401, 401, 429), (await WrongAsync(), await WrongAsync(), await WrongAsync()));
        Assert.Equal(200, await host.StatusAsync(new SignedRequest().Sign()));
        host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(401, await WrongAsync());
    }

    [Fact]
    public async Task A_key_stops_to_be_accepted_when_it_is_removed()
    {
        await using var host = await SignatureHost.StartAsync();
        Assert.Equal(200, await host.StatusAsync(new SignedRequest().Sign()));
        var changed = TestSigner.Consumers.Replace(TestSigner.Secret, new string('x', 32), StringComparison.Ordinal);

        await host.Gateway.ReloadAsync(PluginGateway.OneRoute(SignatureHost.Entry()) + changed).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(401, await host.StatusAsync(new SignedRequest().Sign()));
    }

    [Fact]
    public async Task Nothing_secret_is_logged_or_answered()
    {
        await using var host = await SignatureHost.StartAsync();
        var request = new SignedRequest().Sign();

        var answer = await request.Change(r => r.Target = "/x").SendAsync(host.Gateway);

        var code = request.Value("Signature").Split(':')[1];
        Assert.DoesNotContain(host.Gateway.Logs.Lines.Append(answer.Text),
            line => line.Contains(TestSigner.Secret, StringComparison.Ordinal) || line.Contains(code, StringComparison.Ordinal));
    }
}
