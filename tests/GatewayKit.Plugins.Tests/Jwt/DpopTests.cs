using System.Security.Cryptography;
using System.Text;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Tokens that are bound to a key of the sender (RFC 9449).</summary>
public sealed class DpopTests(DpopTests.Fixture fixture) : IClassFixture<DpopTests.Fixture>
{
    private readonly JwtHost _gateway = fixture.Gateway;
    private int _proofs;

    private string Address => _gateway.Host.Address.ToString().TrimEnd('/') + "/";

    [Fact]
    public async Task A_bound_token_is_accepted_with_a_proof_of_its_key()
    {
        foreach (var (key, token) in new[] { (Keys.Ec, Token()), (Keys.Rsa, Token(RsaThumbprint())) })
        {
            _gateway.Host.Upstream.Forget();
            Assert.Equal(200, (await SendAsync(token, key.Sign(Header(key), Claims(token)))).Status);
            Assert.Equal(200, (await SendAsync(token, key.Sign(Header(key), Claims(token)))).Status);
            Assert.All(_gateway.Host.Upstream.Requests, seen => Assert.Equal(("alice", null, null), (seen.Header("X-Consumer-Name"),
                seen.Header("Authorization"), seen.Header("DPoP"))));
        }
    }

    [Fact]
    public async Task A_bound_token_is_refused_without_its_proof()
    {
        _gateway.Host.Upstream.Forget();
        var token = Token();
        var proof = Keys.Ec.Sign(Header(Keys.Ec), Claims(token));

        var bearer = await _gateway.BearerAsync(token, ("DPoP", proof));
        Assert.Equal((401, true), (bearer.Status, bearer.Header("WWW-Authenticate")!.StartsWith("DPoP ", StringComparison.Ordinal)));
        Assert.Equal(401, (await _gateway.Host.GetAsync("/", ("Authorization", $"DPoP {token}"))).Status);
        Assert.Equal(401, (await _gateway.BearerAsync(Keys.Rsa.Token(TestClaims.Good("\"cnf\":{\"jwk\":{}}")))).Status);
        foreach (var cnf in (string[])["{}", "null", "[]", "\"x\"", "{\"jkt\":1}", "{\"jkt\":\"\"}",
            $"{{\"jkt\":\"{Keys.Ec.Thumbprint}\",\"kid\":\"x\"}}", "{\"kid\":\"x\"}", $"{{\"x5t\":\"{Keys.Ec.Thumbprint}\"}}"])
            Assert.Equal((401, cnf), (await _gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good($"\"cnf\":{cnf}"))), cnf));
        Assert.Empty(_gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_token_that_is_not_bound_is_refused_with_the_scheme_DPoP()
    {
        var token = Keys.Rsa.Token(TestClaims.Good());

        Assert.Equal(401, (await SendAsync(token, Keys.Ec.Sign(Header(Keys.Ec), Claims(token)))).Status);
    }

    [Fact]
    public async Task A_proof_that_does_not_fit_is_refused()
    {
        var token = Token();
        var good = Claims(token);
        var header = Header(Keys.Ec);
        string Ec(string claims) => Keys.Ec.Sign(header, claims);
        string With(string from, string to) => Ec(Claims(token).Replace(from, to, StringComparison.Ordinal));
        var now = TestClaims.Now;
        string[] proofs =
        [
            "", "x", "a.b.c", Ec(good) + "x", Ec(good)[1..], $"{Ec(good)}, {Ec(good)}",
            // The header.
            Keys.Ec.Sign(header.Replace("dpop+jwt", "JWT", StringComparison.Ordinal), good),
                Keys.Ec.Sign(header.Replace("\"typ\":\"dpop+jwt\",", "", StringComparison.Ordinal), good),
            Keys.Ec.Sign($"{{\"typ\":\"dpop+jwt\",\"alg\":\"ES256\"}}", good), Keys.Ec.Sign(header.Replace("\"jwk\":{",
                "\"crit\":[],\"jwk\":{", StringComparison.Ordinal), good),
            Keys.Ec.Sign(header.Replace("\"jwk\":{", "\"jwk\":{\"d\":\"AA\",", StringComparison.Ordinal), good),
                Keys.Ec.Sign(header.Replace("ES256", "none", StringComparison.Ordinal), good),
            Keys.Ec.Sign(header.Replace("\"jwk\":", "\"jwk\":[],\"x\":", StringComparison.Ordinal), good),
            Signer.Secret(new string('s',
                32)).Sign($"{{\"typ\":\"dpop+jwt\",\"alg\":\"HS256\",\"jwk\":{Signer.Secret(new string('s', 32)).Jwk}}}", good),
            Signer.Secret(new string('s', 32)).Sign(header.Replace("ES256", "HS256", StringComparison.Ordinal), good),
            // Another key: of the proof, of the signature.
            Keys.OtherEc.Sign(Header(Keys.OtherEc), good), Keys.OtherEc.Sign(header, good),
            // The claims.
            With("\"GET\"", "\"POST\""), With("\"GET\"", "\"get\""), With("\"htm\":\"GET\",", ""), With(Address, Address + "other"),
                With(Address, Address.Replace("http://", "https://", StringComparison.Ordinal)),
            With(Address, "http://other.example/"), With(Address, Address[..^1] + "1/"), With(Address, "/"), With(Address,
                Address.Replace("http://", "http://user@", StringComparison.Ordinal)), With("\"htu\"", "\"Htu\""),
            With("\"ath\":\"", "\"ath\":\"A"), With("\"ath\"", "\"Ath\""), With("\"jti\"", "\"Jti\""), With("\"jti\":\"",
                "\"jti\":1,\"x\":\""), Ec(Replace(good, "jti", "\"\"")), Ec(Replace(good, "jti", $"\"{new string('j', 1025)}\"")),
            Ec(Replace(good, "iat", $"{now - 91}")), Ec(Replace(good, "iat", $"{now + 31}")), Ec(Replace(good, "iat", $"\"{now}\"")),
                Ec(good.Replace("\"iat\"", "\"Iat\"", StringComparison.Ordinal)),
            Ec(Claims(Token(subject: "bob"))),
        ];
        _gateway.Host.Upstream.Forget();
        foreach (var (index, proof) in proofs.Index())
        {
            var answer = await SendAsync(token, proof);
            Assert.Equal((index, 401), (index, answer.Status));
            Assert.Contains("error=\"invalid_", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
        }

        Assert.Empty(_gateway.Host.Upstream.Requests);
        foreach (var fits in (string[])[
            Ec(Replace(Claims(token), "iat", $"{now - 89}")), Ec(Replace(Claims(token), "iat", $"{now + 29}")), With(Address,
                Address + "?x=1#y"), With(Address, Address.Replace("http", "HTTP", StringComparison.Ordinal)),
            With(Address, Address + "./a/..")])
            Assert.Equal(200, (await SendAsync(token, fits)).Status);
    }

    [Fact]
    public async Task Two_proofs_are_refused()
    {
        var token = Token();
        string Proof() => Keys.Ec.Sign(Header(Keys.Ec), Claims(token));

        var response = await _gateway.Host.SendRawAsync("GET / HTTP/1.1", $"Authorization: DPoP {token}", $"DPoP: {Proof()}",
            $"DPoP: {Proof()}");

        Assert.StartsWith("HTTP/1.1 401 ", response, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_is_accepted_once()
    {
        var token = Token();
        var proof = Keys.Ec.Sign(Header(Keys.Ec), Claims(token));

        var statuses = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await SendAsync(token, proof)).Status));

        Assert.Equal((1, 19), (statuses.Count(status => status == 200), statuses.Count(status => status == 401)));
        Assert.Contains("already used", (await SendAsync(token, proof)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_stays_used_until_it_has_expired()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa));
        var token = Token();
        var address = gateway.Host.Address.ToString();
        var proof = Keys.Ec.Sign(Header(Keys.Ec), Claims(token, address, TestClaims.Now + 30));
        async Task<int> StatusAsync() => (await gateway.Host.GetAsync("/", ("Authorization", $"DPoP {token}"), ("DPoP", proof))).Status;

        Assert.Equal(200, await StatusAsync());
        for (var second = 0; second < 150; second += 10)
        {
            gateway.Time.Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(401, await StatusAsync());
        }
    }

    [Fact]
    public async Task A_nonce_of_the_gateway_is_needed_where_nonces_are_configured()
    {
        const string Options = "dpop: { nonceSecret: 0123456789abcdef0123456789abcdef, nonceLifetime: 1m }";
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", " + Options);
        await using var node = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", " + Options);
        var token = Token();
        async Task<Answer> AskAsync(JwtHost host, string more)
            => await host.Host.GetAsync("/", ("Authorization", $"DPoP {token}"), ("DPoP", Keys.Ec.Sign(Header(Keys.Ec), Claims(token,
                host.Host.Address.ToString(), more: more))));

        var asked = await AskAsync(gateway, "");
        Assert.Equal(401, asked.Status);
        Assert.Contains("error=\"use_dpop_nonce\"", asked.Header("WWW-Authenticate"), StringComparison.Ordinal);
        var nonce = asked.Header("DPoP-Nonce");
        Assert.NotNull(nonce);

        Assert.Equal(200, (await AskAsync(gateway, $"\"nonce\":\"{nonce}\"")).Status);
        Assert.Equal(200, (await AskAsync(node, $"\"nonce\":\"{nonce}\"")).Status);
        foreach (var other in (string[])["", "x", nonce + "A", nonce![..^2] + "AA", Signer.Encode(new byte[24])])
            Assert.Equal(401, (await AskAsync(gateway, $"\"nonce\":\"{other}\"")).Status);
        gateway.Time.Advance(TimeSpan.FromSeconds(61));
        Assert.NotEqual(nonce, (await AskAsync(gateway, $"\"nonce\":\"{nonce}\"")).Header("DPoP-Nonce"));
    }

    [Fact]
    public async Task Without_the_counter_store_a_proof_is_not_accepted()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa),
            setUp: setup => setup.WithCounters(new LostCounterStore()));
        var token = Token();
        var proof = Keys.Ec.Sign(Header(Keys.Ec), Claims(token, gateway.Host.Address.ToString()));

        Assert.Equal(503, (await gateway.Host.GetAsync("/", ("Authorization", $"DPoP {token}"), ("DPoP", proof))).Status);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
    }

    [Fact]
    public async Task A_token_must_be_bound_where_the_options_say_it()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", requireBinding: true");

        Assert.Equal("Bearer realm=\"gateway\", DPoP realm=\"gateway\", algs=\"ES256 RS256 PS256\"",
            (await gateway.Host.GetAsync("/")).Header("WWW-Authenticate"));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
        var token = Token();
        Assert.Equal(200, (await gateway.Host.GetAsync(
            "/", ("Authorization", $"DPoP {token}"), ("DPoP", Keys.Ec.Sign(Header(Keys.Ec), Claims(token,
                gateway.Host.Address.ToString()))))).Status);
    }

    private static string Header(Signer key) => $"{{\"typ\":\"dpop+jwt\",\"alg\":\"{key.Algorithm}\",\"jwk\":{key.Jwk}}}";

    private static string Token(string? thumbprint = null, string subject = "alice")
        => Keys.Rsa.Token(TestClaims.Of(TestClaims.Issuer, subject, $"\"cnf\":{{\"jkt\":\"{thumbprint ?? Keys.Ec.Thumbprint}\"}}"));

    private static string RsaThumbprint()
    {
        using var jwk = System.Text.Json.JsonDocument.Parse(Keys.Rsa.Jwk);
        string? Member(string name) => jwk.RootElement.GetProperty(name).GetString();
        var required = $"{{\"e\":\"{Member("e")}\",\"kty\":\"RSA\",\"n\":\"{Member("n")}\"}}";
        return Signer.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(required)));
    }

    private static string Replace(string claims, string name, string value)
        => System.Text.RegularExpressions.Regex.Replace(claims, $"\"{name}\":[^,}}]*", $"\"{name}\":{value}");

    private string Claims(string token, string? address = null, long? issued = null, string more = "")
        => $$"""{"jti":"{{Guid.NewGuid()}}-{{_proofs++}}","htm":"GET","htu":"{{address ?? Address}}","iat":{{issued ?? TestClaims.Now}},"""
            + $$"""
                "ath":"{{Signer.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(token)))}}"{{(more.Length > 0 ? "," + more : "")}}}
                """;

    private Task<Answer> SendAsync(string token, string proof) => _gateway.Host.GetAsync("/", ("Authorization", $"DPoP {token}"), ("DPoP",
        proof));

    public sealed class Fixture : IAsyncLifetime
    {
        internal JwtHost Gateway { get; private set; } = null!;

        public async Task InitializeAsync() => Gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa));

        public async Task DisposeAsync() => await Gateway.DisposeAsync();
    }
}
