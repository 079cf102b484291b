using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using GatewayKit.Acme.Tests.Server;

namespace GatewayKit.Acme.Tests.Ordering;

public sealed class AcmeIssuerTests : IAsyncLifetime, IDisposable
{
    private const string Host = "api.example.com";

    private readonly TestFolder _folder = new();
    private readonly TestLogger _logger = new();
    private readonly ChallengeBoard _board = new(new AcmeTimings { Propagation = TimeSpan.Zero }, TimeProvider.System);
    private AcmeTestServer _server = null!;

    public void Dispose() => _folder.Dispose();

    public async Task InitializeAsync() => _server = await AcmeTestServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(AcmeKeyType.EcP256, "ECC", 256)]
    [InlineData(AcmeKeyType.EcP384, "ECC", 384)]
    [InlineData(AcmeKeyType.Rsa2048, "RSA", 2048)]
    public async Task A_certificate_has_the_host_its_own_key_and_a_chain(AcmeKeyType type, string algorithm, int size)
    {
        var certificate = await OrderAsync(Options() with { KeyType = type });

        Assert.True(certificate.Leaf.MatchesHostname(Host));
        Assert.True(certificate.Leaf.HasPrivateKey);
        using AsymmetricAlgorithm? key = algorithm == "ECC"
            ? certificate.Leaf.GetECDsaPrivateKey() : certificate.Leaf.GetRSAPrivateKey();
        Assert.Equal(size, key!.KeySize);
        Assert.Equal(certificate.Id, HostCertificate.Parse(certificate.Pem, Host).Id);
    }

    [Theory]
    [InlineData("http-01")]
    [InlineData("tls-alpn-01")]
    public async Task The_answer_is_there_when_the_server_asks_and_not_afterwards(string name)
    {
        var challenge = ChallengeTypes.Find(name)!.Value;
        string? verified = null;
        var found = false;
        _server.Verify = (host, type, token) =>
        {
            verified = $"{host} {type}";
            found = challenge == AcmeChallenge.Http01
                ? _board.FindHttp(host, token)!.StartsWith(token + ".", StringComparison.Ordinal)
                : _board.HasTlsAlpn && _board.FindTlsAlpn(host) is not null;
            return true;
        };

        await OrderAsync(challenge: challenge);

        Assert.Equal($"{Host} {name}", verified);
        Assert.True(found);
        Assert.False(_board.HasTlsAlpn);
        var stored = await File.ReadAllTextAsync(_folder.Find("challenge.json"));
        Assert.Contains("\"keyAuthorization\": \"\"", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authorization_that_is_valid_already_needs_no_challenge()
    {
        _server.IsAuthorized = true;

        await OrderAsync();

        Assert.DoesNotContain(_server.Requests, r => r.Contains("/challenge/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_account_is_registered_once_with_consent_and_contacts()
    {
        var options = Options() with { Contacts = ["ops@example.com"] };
        await OrderAsync(options);
        await OrderAsync(options);

        var registration = JsonNode.Parse(_server.Messages.Single(m => m.Path == "/new-account").Message.Payload)!;
        Assert.Equal("""{"termsOfServiceAgreed":true,"contact":["mailto:ops@example.com"]}""", registration.ToJsonString());
        Assert.Contains(_logger.Messages, m => m.Contains("https://example.com/terms", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_contacts_change_the_account()
    {
        await OrderAsync();
        await OrderAsync(Options() with { Contacts = ["ops@example.com"] });

        var change = _server.Messages.Single(m => m.Path.StartsWith("/account/", StringComparison.Ordinal)).Message;
        Assert.Equal("""{"contact":["mailto:ops@example.com"]}""", change.Payload);
    }

    [Fact]
    public async Task An_account_that_the_server_has_lost_is_registered_again_by_the_next_attempt()
    {
        await OrderAsync();
        _server.Intercept = context => context.Request.Path == "/new-order"
            ? AcmeTestServer.ProblemAsync(context, 400, "accountDoesNotExist") : Task.FromResult(false);
        await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());
        _server.Intercept = _ => Task.FromResult(false);

        await OrderAsync();

        var registrations = _server.Messages.Where(m => m.Path == "/new-account").ToArray();
        Assert.Equal(2, registrations.Length);
        Assert.Equal(registrations[0].Message.SigningKey, registrations[1].Message.SigningKey);
    }

    [Fact]
    public async Task An_account_at_the_authority_is_bound_to_the_new_account()
    {
        _server.Meta["externalAccountRequired"] = true;
        var options = Options() with
        {
            ExternalAccount = new AcmeExternalAccount { KeyId = "kid-1", HmacKey = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wE=" },
        };

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());
        await OrderAsync(options);

        Assert.EndsWith("Set externalAccount.", error.Message, StringComparison.Ordinal);
        var payload = JsonNode.Parse(_server.Messages.Single(m => m.Path == "/new-account").Message.Payload)!;
        Assert.NotNull(payload["externalAccountBinding"]!["signature"]);
        Assert.DoesNotContain(_logger.Messages, m => m.Contains("zWND", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_challenge_has_the_reason_of_the_server()
    {
        _server.Verify = (_, _, _) => false;

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Equal($"The server couldn't verify '{Host}'. unauthorized: The answer is wrong.", error.Message);
        Assert.False(_board.HasTlsAlpn);
    }

    [Fact]
    public async Task A_challenge_that_the_server_doesnt_offer_is_reported()
    {
        _server.Challenges = ["dns-01"];

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Equal("The server doesn't offer the challenge tls-alpn-01. It offers dns-01.", error.Message);
    }

    [Fact]
    public async Task A_certificate_for_another_host_isnt_used()
    {
        _server.IssuedHost = "other.example.com";

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.EndsWith("The certificate isn't for 'api.example.com'.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_another_key_isnt_used()
    {
        _server.Intercept = async context =>
        {
            if (!context.Request.Path.StartsWithSegments("/certificate"))
                return false;
            var other = TestAuthority.Shared.Pem(Host, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
            context.Response.ContentType = "application/pem-certificate-chain";
            await context.Response.Body.WriteAsync(other.AsMemory(0, other.AsSpan().IndexOf("-----BEGIN PRIVATE"u8)));
            return true;
        };

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Contains("can't be used", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_media_type_isnt_used()
    {
        _server.Intercept = context => context.Request.Path.StartsWithSegments("/certificate")
            ? AcmeTestServer.JsonAsync(context, []) : Task.FromResult(false);

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.EndsWith("instead of application/pem-certificate-chain.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_that_becomes_invalid_has_the_reason_of_the_server()
    {
        _server.Intercept = context => context.Request.Path.StartsWithSegments("/finalize")
            ? AcmeTestServer.JsonAsync(context, new JsonObject
            {
                ["status"] = "invalid",
                ["error"] = new JsonObject { ["type"] = "urn:ietf:params:acme:error:caa", ["detail"] = "CAA forbids." },
            })
            : Task.FromResult(false);

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Equal("The order is invalid. caa: CAA forbids.", error.Message);
    }

    [Fact]
    public async Task A_server_that_issues_later_is_asked_again()
    {
        _server.ProcessingPolls = 2;

        Assert.NotNull(await OrderAsync());

        Assert.Equal(0, _server.ProcessingPolls);
    }

    [Fact]
    public async Task A_server_that_says_when_to_ask_again_isnt_asked_earlier()
    {
        _server.ProcessingPolls = 1;
        _server.Intercept = context =>
        {
            if (context.Request.Path.StartsWithSegments("/order"))
                context.Response.Headers.RetryAfter = "1";
            return Task.FromResult(false);
        };
        var start = TimeProvider.System.GetTimestamp();

        await OrderAsync();

        Assert.True(TimeProvider.System.GetElapsedTime(start) >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task An_authorization_for_another_host_is_rejected()
    {
        _server.Intercept = context => context.Request.Path.StartsWithSegments("/authorization")
            ? AcmeTestServer.JsonAsync(context, new JsonObject
            {
                ["status"] = "valid",
                ["identifier"] = new JsonObject { ["type"] = "dns", ["value"] = "other.example.com" },
            })
            : Task.FromResult(false);

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Contains("an authorization for another host", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/../b")]
    [InlineData("a.b")]
    public async Task A_token_that_isnt_base64url_is_rejected(string token)
    {
        _server.Intercept = context => context.Request.Path.StartsWithSegments("/authorization")
            ? AcmeTestServer.JsonAsync(context, new JsonObject
            {
                ["status"] = "pending",
                ["identifier"] = new JsonObject { ["type"] = "dns", ["value"] = Host },
                ["challenges"] = new JsonArray(
                    new JsonObject { ["type"] = "tls-alpn-01", ["url"] = _server.Url + "/challenge/1", ["token"] = token }),
            })
            : Task.FromResult(false);

        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync());

        Assert.Equal("The server sent a challenge without a valid token.", error.Message);
    }

    [Fact]
    public async Task A_renewal_says_which_certificate_it_replaces_if_the_server_understands()
    {
        var first = await OrderAsync();
        await OrderAsync(earlier: first);
        _server.HasRenewalInfo = true;
        await OrderAsync(earlier: first);

        var orders = _server.Messages.Where(m => m.Path == "/new-order").Select(m => JsonNode.Parse(m.Message.Payload)!["replaces"]);
        Assert.Equal([null, null, CertificateId.Of(first.Leaf)], orders.Select(replaces => (string?)replaces));
    }

    [Fact]
    public async Task A_certificate_that_was_replaced_already_can_be_renewed()
    {
        var first = await OrderAsync();
        _server.HasRenewalInfo = true;
        var refused = 0;
        _server.Intercept = context => context.Request.Path == "/new-order" && refused++ == 0
            ? AcmeTestServer.ProblemAsync(context, 409, "alreadyReplaced") : Task.FromResult(false);

        Assert.NotEqual(first.Id, (await OrderAsync(earlier: first)).Id);
    }

    [Fact]
    public async Task The_suggestion_when_to_renew_is_read()
    {
        var certificate = await OrderAsync();
        Assert.Null(await SuggestAsync(certificate));
        _server.HasRenewalInfo = true;
        _server.Intercept = context =>
        {
            context.Response.Headers.RetryAfter = "3600";
            return context.Request.Path == "/renewal/" + CertificateId.Of(certificate.Leaf)
                ? AcmeTestServer.JsonAsync(context, new JsonObject
                {
                    ["suggestedWindow"] = new JsonObject { ["start"] = "2030-01-02T04:00:00Z", ["end"] = "2030-01-03T04:00:00Z" },
                })
                : Task.FromResult(false);
        };

        Assert.Equal(
            new RenewalSuggestion(
                new(2030, 1, 2, 4, 0, 0, TimeSpan.Zero), new(2030, 1, 3, 4, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1)),
            await SuggestAsync(certificate));
    }

    [Fact]
    public async Task A_damaged_account_is_reported_and_not_replaced()
    {
        await OrderAsync();
        var account = _folder.Find("account.json");
        await File.WriteAllTextAsync(account, """{"key":"damaged","contacts":[]}""");

        await Assert.ThrowsAsync<AcmeStorageException>(() => OrderAsync());

        Assert.Contains("damaged", await File.ReadAllTextAsync(account), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_certificates_that_cant_be_read_are_reported()
    {
        var missing = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(Options() with { TrustedRoots = "missing.pem" }));
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "empty.pem"), "");
        var empty = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(Options() with { TrustedRoots = "empty.pem" }));

        Assert.Contains(Path.Combine(_folder.Path, "missing.pem"), missing.Message, StringComparison.Ordinal);
        Assert.EndsWith("has no certificate in PEM.", empty.Message, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    private AcmeOptions Options() => TestOptions.For(_server.Directory.ToString(), Host);

    private Task<RenewalSuggestion?> SuggestAsync(HostCertificate certificate)
        => Issuer(Options()).SuggestAsync(certificate, default).InTime();

    private async Task<HostCertificate> OrderAsync(
        AcmeOptions? options = null, AcmeChallenge challenge = AcmeChallenge.TlsAlpn01, HostCertificate? earlier = null)
        => await Issuer(options ?? Options()).OrderAsync(Host, challenge, earlier, default).InTime();

    private AcmeIssuer Issuer(AcmeOptions options)
    {
        var records = new AcmeRecords(new FileAcmeStorage(_folder.Path, TimeProvider.System), _server.Directory);
        return new AcmeIssuer(options, _folder.Path, records, _board, TimeProvider.System, _logger);
    }
}
