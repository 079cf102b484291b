using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Keys that an identity provider publishes.</summary>
public sealed class JwtProviderTests
{
    [Fact]
    public async Task Keys_are_found_by_discovery_and_fetched_once()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa, Keys.Ec);
        await using var gateway = await StartAsync(provider);
        Assert.Equal((0, 0), (provider.MetadataFetches, provider.KeyFetches));

        var tokens = Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? Keys.Rsa : Keys.Ec).Token(provider.Claims($"user-{i}")));
        var statuses = await Task.WhenAll(tokens.Select(gateway.StatusAsync));

        Assert.All(statuses, status => Assert.Equal(200, status));
        Assert.Equal((1, 1), (provider.MetadataFetches, provider.KeyFetches));
    }

    [Fact]
    public async Task A_new_key_is_fetched_when_a_token_needs_it_and_a_withdrawn_key_ends_its_tokens()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        var old = Keys.Rsa.Token(provider.Claims());
        Assert.Equal(200, await gateway.StatusAsync(old));

        provider.Publish(Keys.Rsa, Keys.Ec);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Ec.Token(provider.Claims())));
        Assert.Equal((1, 2), (provider.MetadataFetches, provider.KeyFetches));
        Assert.Equal(200, await gateway.StatusAsync(old));

        provider.Publish(Keys.Ec);
        gateway.Time.Advance(TimeSpan.FromMinutes(16));
        await EventuallyAsync(gateway, old, 401);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Ec.Token(provider.Claims())));
    }

    [Fact]
    public async Task A_thousand_invented_key_ids_cause_at_most_two_fetches()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        var claims = provider.Claims();

        await Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, _) =>
            Assert.Equal(401, await gateway.StatusAsync(
                $"{Signer.Encode(InventedHeader())}.{Signer.Encode(claims)}.{Signer.Encode(i.ToString(CultureInfo.InvariantCulture))}")));

        Assert.InRange(provider.KeyFetches, 1, 2);
        Assert.Equal(1, provider.MetadataFetches);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(claims)));
    }

    [Fact]
    public async Task The_same_unknown_key_id_does_not_cause_a_fetch_again_and_again()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        var token = Keys.Ec.Token(provider.Claims());

        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(401, await gateway.StatusAsync(token));
            gateway.Time.Advance(TimeSpan.FromSeconds(11));
        }

        Assert.Equal(2, provider.KeyFetches);
    }

    [Fact]
    public async Task A_key_that_is_published_after_its_first_token_is_known_a_minute_later()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        var early = Keys.Ec.Token(provider.Claims());
        Assert.Equal(401, await gateway.StatusAsync(early));

        provider.Publish(Keys.Rsa, Keys.Ec);
        gateway.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(200, await gateway.StatusAsync(early));
    }

    [Fact]
    public async Task A_provider_that_is_down_does_not_break_tokens_of_known_keys()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));

        provider.IsDown = true;
        for (var i = 0; i < 5; i++)
        {
            gateway.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims($"user-{i}"))));
            Assert.Equal(401, await gateway.StatusAsync(Keys.Ec.Token(provider.Claims())));
        }

        var lines = gateway.Host.Logs.Lines.Count(line => line.Contains("could not be fetched", StringComparison.Ordinal));
        Assert.InRange(lines, 1, 4);
    }

    [Fact]
    public async Task While_no_keys_are_known_the_answer_is_503_and_the_provider_is_asked_again_later()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        provider.IsDown = true;
        await using var gateway = await StartAsync(provider);
        var token = Keys.Rsa.Token(provider.Claims());

        var answer = await gateway.BearerAsync(token);
        Assert.Equal((503, "5"), (answer.Status, answer.Header("Retry-After")));
        for (var i = 0; i < 20; i++)
            Assert.Equal(503, await gateway.StatusAsync(token));
        Assert.Equal(1, provider.MetadataFetches);
        Assert.Empty(gateway.Host.Upstream.Requests);

        provider.IsDown = false;
        Assert.Equal(503, await gateway.StatusAsync(token));
        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, await gateway.StatusAsync(token));
    }

    [Fact]
    public async Task Metadata_of_another_issuer_is_not_used()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        provider.NamedIssuer = "https://login.example";
        await using var gateway = await StartAsync(provider);

        Assert.Equal(503, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of("https://login.example"))));
        Assert.Equal(0, provider.KeyFetches);
    }

    [Fact]
    public async Task The_issuer_can_have_the_slash_that_the_authority_does_not_have()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        provider.NamedIssuer = provider.Issuer + "/";
        await using var gateway = await StartAsync(provider);

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of(provider.Issuer + "/"))));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of(provider.Issuer))));
    }

    [Fact]
    public async Task Another_issuer_in_the_metadata_can_be_listed()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        provider.NamedIssuer = "https://sts.example/tenant/";
        await using var gateway = await StartAsync(provider, "issuers: [https://sts.example/tenant/]");

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Of("https://sts.example/tenant/"))));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));
    }

    [Fact]
    public async Task Keys_that_cannot_be_used_are_refused()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var other = await Provider.StartAsync(Keys.Rsa);
        RequestDelegate[] answers =
        [
            http => http.Response.WriteAsync("<html>"),
            http => http.Response.WriteAsync("{\"keys\":{}}"),
            http => http.Response.WriteAsync("{\"keys\":[],\"keys\":[]}"),
            http => http.Response.WriteAsync($"{{\"keys\":[{Signer.Rsa("rsa", bits: 1024).Jwk}]}}"),
            http => http.Response.WriteAsync($"{{\"keys\":[{Signer.Secret(new string('s', 64), "rsa").Jwk}]}}"),
            http => http.Response.WriteAsync(Provider.Set([.. Enumerable.Repeat(Keys.Ec, 101)])),
            http => http.Response.WriteAsync("{\"x\":\"" + new string('x', 300_000) + "\"}"),
            http => { http.Response.StatusCode = 500; return http.Response.WriteAsync(provider.Keys); },
            http => { http.Response.Redirect(other.KeysAddress); return Task.CompletedTask; },
        ];
        await using var gateway = await StartAsync(provider);
        foreach (var (index, answer) in answers.Index())
        {
            provider.KeysAnswer = answer;
            Assert.Equal((index, 503), (index, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims()))));
            gateway.Time.Advance(TimeSpan.FromSeconds(10));
        }

        provider.KeysAnswer = null;
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));
    }

    [Fact]
    public async Task Only_redirects_to_the_same_host_are_followed()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var other = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        foreach (var (target, status) in new[]
        {
            (other.KeysAddress, 503), ("https" + provider.KeysAddress[4..], 503), ("/keys?loop", 503), ("/keys?moved", 200),
        })
        {
            provider.KeysAnswer = http => http.Request.QueryString.Value == "?moved"
                ? http.Response.WriteAsync(provider.Keys)
                : Task.Run(() => http.Response.Redirect(target));
            Assert.Equal((target, status), (target, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims()))));
            gateway.Time.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Equal(0, other.KeyFetches);
    }

    [Fact]
    public async Task A_weak_key_beside_others_is_ignored()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        var weak = Signer.Rsa("weak", bits: 1024);
        provider.Keys = $"{{\"keys\":[{weak.Jwk},{{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}},{Keys.Rsa.Jwk}]}}";
        await using var gateway = await StartAsync(provider);

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));
        Assert.Equal(401, await gateway.StatusAsync(weak.Token(provider.Claims())));
        Assert.Contains(gateway.Host.Logs.Lines, line => line.Contains("1024 bits", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_can_come_from_their_address_without_metadata()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await JwtHost.StartAsync(
            $"jwks: '{provider.KeysAddress}', issuers: ['{provider.Issuer}'], audiences: [orders]");

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));
        Assert.Equal((0, 1), (provider.MetadataFetches, provider.KeyFetches));
    }

    [Fact]
    public async Task Keys_stay_known_when_the_configuration_changes()
    {
        await using var provider = await Provider.StartAsync(Keys.Rsa);
        await using var gateway = await StartAsync(provider);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims())));

        provider.IsDown = true;
        Assert.Empty(await gateway.Host.ReloadAsync(
            PluginGateway.OneRoute($"{{ name: jwt, options: {{ authority: '{provider.Issuer}', audiences: [orders], realm: other }} }}")));

        Assert.Equal("Bearer realm=\"other\"", (await gateway.Host.GetAsync("/")).Header("WWW-Authenticate"));
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(provider.Claims("bob"))));
        Assert.Equal(1, provider.KeyFetches);
    }

    private static string InventedHeader() => $"{{\"alg\":\"RS256\",\"kid\":\"{Guid.NewGuid()}\"}}";

    private static Task<JwtHost> StartAsync(Provider provider, string more = "clockSkew: 30s")
        => JwtHost.StartAsync($"authority: '{provider.Issuer}', audiences: [orders], {more}");

    // The fetch runs in the background of the first request after it is due.
    private static async Task EventuallyAsync(JwtHost gateway, string token, int status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await gateway.StatusAsync(token) != status)
            patience.Token.ThrowIfCancellationRequested();
    }
}
