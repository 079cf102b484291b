using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>When a signature is accepted, and how often.</summary>
public sealed class SignatureTimeTests
{
    [Fact]
    public async Task A_signature_is_accepted_from_its_creation_until_it_expires()
    {
        await using var host = await SignatureHost.StartAsync();
        (int Created, string More, int Status)[] cases =
        [
            (0, "", 200), (30, "", 200), (31, "", 401), (-330, "", 200), (-331, "", 401),
            (-100, ";expires=1699999970", 200), (-100, ";expires=1699999969", 401),
            (0, ";expires=-1", 401), (0, ";expires=999999999999999", 200), (-331, ";expires=999999999999999", 401),
        ];
        foreach (var (created, more, status) in cases)
        {
            var answer = await host.StatusAsync(Signed(SignedRequest.Now + created, more));
            Assert.Equal((created, more, status), (created, more, answer));
        }
    }

    [Fact]
    public async Task The_times_are_options()
    {
        await using var host = await SignatureHost.StartAsync("maxAge: 10s, clockSkew: 0s, requireExpires: true");

        Assert.Equal(200, await host.StatusAsync(Signed(SignedRequest.Now - 10, ";expires=1700000000")));
        Assert.Equal(401, await host.StatusAsync(Signed(SignedRequest.Now - 11, ";expires=1700000000")));
        Assert.Equal(401, await host.StatusAsync(Signed(SignedRequest.Now + 1, ";expires=1700000010")));
        var answer = await Signed(SignedRequest.Now, "").SendAsync(host.Gateway);
        Assert.Equal(401, answer.Status);
        Assert.Contains("needs the parameter expires", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parameters_of_another_form_are_refused()
    {
        await using var host = await SignatureHost.StartAsync();
        string[] cases =
        [
            ";keyid=\"hmac\"",
            ";created=1700000000.0;keyid=\"hmac\"",
            ";created=\"1700000000\";keyid=\"hmac\"",
            ";created=@1700000000;keyid=\"hmac\"",
            ";created;keyid=\"hmac\"",
            ";created=1700000000;expires;keyid=\"hmac\"",
            ";created=1700000000",
            ";created=1700000000;keyid=hmac",
            ";created=1700000000;keyid=\"\"",
            ";created=1700000000;keyid=\"hmac\";nonce=1",
            ";created=1700000000;keyid=\"hmac\";nonce=\"\"",
            ";created=1700000000;keyid=\"hmac\";alg=hmac-sha256",
            ";created=1700000000;keyid=\"hmac\";alg=\"hmac-sha512\"",
            ";created=1700000000;keyid=\"hmac\";alg=\"none\"",
            ";created=1700000000;keyid=\"hmac\";alg=\"ed25519\"",
            ";created=1700000000;created=1700000000;keyid=\"hmac\"",
            ";created=1700000000;keyid=\"ed\";keyid=\"hmac\"",
        ];
        foreach (var parameters in cases)
        {
            var status = await host.StatusAsync(new SignedRequest { Parameters = parameters }.Sign());
            Assert.Equal((parameters, 401), (parameters, status));
        }

        Assert.Empty(host.Gateway.Upstream.Requests);
    }

    [Fact]
    public async Task A_nonce_is_accepted_once_for_each_key_on_all_routes()
    {
        await using var host = await SignatureHost.StartAsync();
        var request = Signed(SignedRequest.Now, ";nonce=\"n1\"");

        var statuses = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => host.StatusAsync(request)));

        Assert.Equal((1, 9), (statuses.Count(status => status == 200), statuses.Count(status => status == 401)));
        Assert.Equal(401, await host.StatusAsync(Signed(SignedRequest.Now + 1, ";nonce=\"n1\"")));
        Assert.Equal(200, await host.StatusAsync(Signed(SignedRequest.Now, ";nonce=\"n2\"")));
        var other = new SignedRequest { Key = TestSigner.P256, Parameters = SignedRequest.With(TestSigner.P256, more: ";nonce=\"n1\"") };
        Assert.Equal(200, await host.StatusAsync(other.Sign()));
        Assert.Contains("already used", (await request.SendAsync(host.Gateway)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_nonce_stays_used_until_its_signature_has_expired()
    {
        await using var host = await SignatureHost.StartAsync();
        var request = Signed(SignedRequest.Now + 30, ";nonce=\"n\"");

        Assert.Equal(200, await host.StatusAsync(request));
        for (var second = 0; second < 400; second += 40)
        {
            host.Time.Advance(TimeSpan.FromSeconds(40));
            Assert.Equal(401, await host.StatusAsync(request));
        }
    }

    [Fact]
    public async Task An_invalid_signature_or_body_does_not_use_up_a_nonce()
    {
        await using var host = await SignatureHost.StartAsync();
        SignedRequest Request()
        {
            var request = SignedRequest.Post("hello");
            return new SignedRequest
            {
                Method = "POST",
                Body = request.Body,
                Components = request.Components,
                Parameters = SignedRequest.With(TestSigner.Hmac, more: ";nonce=\"n\""),
            }.With("Content-Digest", request.Value("Content-Digest")).Sign();
        }

        Assert.Equal(401, await host.StatusAsync(Request().Change(r => r.Method = "PUT")));
        Assert.Equal(401, await host.StatusAsync(Request().Change(r => r.Body[0] ^= 1)));
        Assert.Equal(200, await host.StatusAsync(Request()));
    }

    [Theory]
    [InlineData("required", "", 401, 401)]
    [InlineData("required", ";nonce=\"n\"", 200, 401)]
    [InlineData("optional", "", 200, 200)]
    [InlineData("ignored", ";nonce=\"n\"", 200, 200)]
    public async Task Whether_a_nonce_is_needed_is_an_option(string nonce, string more, int first, int second)
    {
        await using var host = await SignatureHost.StartAsync($"nonce: {nonce}");
        var request = Signed(SignedRequest.Now, more);

        Assert.Equal((first, second), (await host.StatusAsync(request), await host.StatusAsync(request)));
    }

    [Theory]
    [InlineData("", 503)]
    [InlineData("onStoreError: continue", 200)]
    public async Task Without_the_counter_store_a_nonce_is_accepted_only_if_the_options_say_it(string options, int status)
    {
        await using var host = await SignatureHost.StartAsync(options, setUp: setup => setup.WithCounters(new LostCounterStore()));

        Assert.Equal(status, await host.StatusAsync(Signed(SignedRequest.Now, ";nonce=\"n\"")));
        Assert.Equal(200, await host.StatusAsync(Signed(SignedRequest.Now, "")));
        Assert.Contains(host.Gateway.Logs.Lines, line => line.Contains("Nonces of signatures can't be checked", StringComparison.Ordinal));
    }

    private static SignedRequest Signed(long created, string more)
        => new SignedRequest { Parameters = SignedRequest.With(TestSigner.Hmac, created, more) }.Sign();
}
