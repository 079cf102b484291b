using System.Net.Security;
using GatewayKit.Configuration;
using GatewayKit.Runtime;
using GatewayKit.Tests.Edge;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Tests.Tls;

/// <summary>The interfaces for a package that obtains certificates.</summary>
public sealed class TlsAcmeTests : IDisposable
{
    private const string Config = "tls: { acme: { email: me@example.com }, redirect: true }";

    private readonly CertificateFolder _folder = new();
    private readonly TestAcme _acme = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_source_supplies_certificates_at_any_time()
    {
        await using var app = await StartAsync();
        Assert.Null(await app.SubjectAsync("a.example.com"));

        _acme.Set("a.example.com", Sites.Issue("first", "a.example.com"));
        Assert.Equal("first", await app.SubjectAsync("A.example.com"));
        _acme.Set("a.example.com", Sites.Issue("second", "a.example.com"));
        Assert.Equal("second", await app.SubjectAsync("a.example.com"));
    }

    [Fact]
    public async Task A_source_gets_names_in_ascii()
    {
        await using var app = await StartAsync();
        _acme.Set("xn--bcher-kva.example.net", Sites.Issue("book", "xn--bcher-kva.example.net"));

        Assert.Equal("book", await app.SubjectAsync("bücher.example.net"));
    }

    [Fact]
    public async Task Files_with_exactly_the_name_win_over_a_source_and_the_source_over_wildcards()
    {
        _folder.WriteSite("a.pem", "file", "a.example.com");
        _folder.WriteSite("all.pem", "*.example.com");
        await using var app = await StartAsync(
            "tls: { acme: { email: me@example.com }, certificates: [ { certificate: a.pem }, { certificate: all.pem } ] }");
        _acme.Set("a.example.com", Sites.Issue("source", "a.example.com"));
        _acme.Set("b.example.com", Sites.Issue("source", "b.example.com"));

        Assert.Equal("file", await app.SubjectAsync("a.example.com"));
        Assert.Equal("source", await app.SubjectAsync("b.example.com"));
        Assert.Equal("*.example.com", await app.SubjectAsync("c.example.com"));
    }

    [Fact]
    public async Task A_validator_gets_the_certificate_of_the_challenge_and_no_request_is_read_from_it()
    {
        await using var app = await StartAsync();
        _acme.Set("a.example.com", Sites.Issue("site", "a.example.com"));
        _acme.TlsChallenges["a.example.com"] = TestAcme.Context(Sites.Issue("challenge", "a.example.com"));

        await using var validator = await app.ConnectAsync("a.example.com", Offer("acme-tls/1"));
        Assert.Equal("challenge", validator.Subject);
        Assert.Equal("acme-tls/1", validator.Stream.NegotiatedApplicationProtocol.ToString());
        Assert.Empty(await validator.GetAsync());

        await using var visitor = await app.ConnectAsync("a.example.com", Offer("h2", "http/1.1"));
        Assert.Equal("site", visitor.Subject);
        await using var both = await app.ConnectAsync("a.example.com", Offer("http/1.1", "acme-tls/1"));
        Assert.Equal(("site", "http/1.1"), (both.Subject, both.Stream.NegotiatedApplicationProtocol.ToString()));
    }

    [Fact]
    public async Task A_challenge_needs_no_client_certificate()
    {
        await using var app = await StartAsync("tls: { acme: { email: me@example.com }, clientCertificates: require }");
        _acme.TlsChallenges["a.example.com"] = TestAcme.Context(Sites.Issue("challenge", "a.example.com"));

        await using var validator = await app.ConnectAsync("a.example.com", Offer("acme-tls/1"));

        Assert.Equal("challenge", validator.Subject);
    }

    [Theory]
    [InlineData("b.example.com")]
    [InlineData(null)]
    public async Task Without_a_challenge_for_the_name_the_validation_is_refused(string? name)
    {
        await using var app = await StartAsync();
        _acme.TlsChallenges["a.example.com"] = TestAcme.Context(Sites.Issue("challenge", "a.example.com"));

        await Assert.ThrowsAnyAsync<Exception>(async () => await app.ConnectAsync(name, Offer("acme-tls/1")));
    }

    [Theory]
    [InlineData("GET", "token", 200, "token.thumbprint")]
    [InlineData("GET", "other", 200, "HTTP/1.1 GET /.well-known/acme-challenge/other ")]
    [InlineData("POST", "token", 200, "HTTP/1.1 POST /.well-known/acme-challenge/token ")]
    [InlineData("GET", "a.b", 308, "")]
    public async Task The_key_authorization_of_a_token_is_answered_without_tls(string method, string token, int status, string body)
    {
        await using var app = await StartAsync();
        _acme.HttpChallenges["a.example.com token"] = "token.thumbprint";

        var response = await RawClient.SendAsync(
            app.PlainPort,
            $"{method} /.well-known/acme-challenge/{token} HTTP/1.1\r\nHost: a.example.com:80\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal((status, body), (response!.Status, response.Body));
    }

    [Theory]
    [InlineData("xn--bcher-kva.example.net")]
    [InlineData("XN--BCHER-KVA.example.net.:80")]
    public async Task The_key_authorization_of_an_internationalized_name_is_found_in_ascii(string host)
    {
        await using var app = await StartAsync();
        _acme.HttpChallenges["xn--bcher-kva.example.net token"] = "token.thumbprint";

        var response = await RawClient.SendAsync(app.PlainPort, $"GET /.well-known/acme-challenge/token HTTP/1.1\r\nHost: {host}\r\n\r\n");

        Assert.Equal((200, "token.thumbprint"), (response!.Status, response.Body));
    }

    [Fact]
    public async Task The_owner_gets_its_options_at_the_start_and_after_each_reload()
    {
        await using var app = await StartAsync();
        Assert.Equal(("me@example.com", _folder.Path), (EmailOf(_acme.Activations.First()), _acme.Activations.First().Folder));

        app.Configure("tls: { acme: { email: you@example.com } }");

        using var patience = new CancellationTokenSource(TlsApp.Patience);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (EmailOf(_acme.Activations.Last()) != "you@example.com")
            await ticks.WaitForNextTickAsync(patience.Token);

        static string EmailOf((object? Options, string Folder) activation) => ((TestAcme.Options)activation.Options!).Email;
    }

    [Theory]
    [InlineData("tls: { acme: { mail: x } }", true, "tls.acme: mail is unknown. Did you mean 'email'? Allowed: email.")]
    [InlineData("tls: { acme: { email: root@example.com } }", true, "tls: acme.email isn't allowed in /")]
    [InlineData("tls: { acme: { email: me@example.com } }", false, "acme is set, but this host has no ACME client.")]
    public async Task The_key_is_checked_with_the_options_of_its_owner(string config, bool hasOwner, string error)
    {
        await using var app = TlsApp.Build(_folder, config, hasOwner ? _acme.AddTo : null, out _);

        var failure = await Assert.ThrowsAsync<GatewayConfigException>(app.StartAsync);

        Assert.Contains(failure.Errors, found => found.ToString().Contains(error, StringComparison.Ordinal));
    }

    private Task<TlsApp> StartAsync(string config = Config) => TlsApp.StartAsync(_folder, config, _acme.AddTo);

    private static Action<SslClientAuthenticationOptions> Offer(params string[] protocols)
        => options => options.ApplicationProtocols = [.. protocols.Select(protocol => new SslApplicationProtocol(protocol))];
}
