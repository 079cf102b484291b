using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Tokens that must be refused, each against the same gateway; and that the gateway still accepts a valid one
/// afterwards.</summary>
public sealed class JwtTokenTests(JwtTokenTests.Fixture fixture) : IClassFixture<JwtTokenTests.Fixture>
{
    private readonly JwtHost _gateway = fixture.Gateway;

    [Fact]
    public async Task A_valid_token_of_each_key_reaches_the_upstream_without_the_token()
    {
        foreach (var key in (Signer[])[Keys.Rsa, Keys.Ec])
        {
            _gateway.Host.Upstream.Forget();
            Assert.Equal(200, await _gateway.StatusAsync(key.Token(TestClaims.Good())));
            Assert.Equal(200, await _gateway.StatusAsync(key.Token(TestClaims.Good())));

            Assert.All(_gateway.Host.Upstream.Requests, seen => Assert.Equal(("alice", null), (seen.Header("X-Consumer-Name"),
                seen.Header("Authorization"))));
        }
    }

    [Fact]
    public async Task Without_a_token_the_challenge_has_no_error()
    {
        var answer = await _gateway.Host.GetAsync("/");

        Assert.Equal((401, "Bearer realm=\"gateway\""), (answer.Status, answer.Header("WWW-Authenticate")));
        Assert.Empty(_gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task A_malformed_token_is_refused()
    {
        var valid = Keys.Rsa.Token(TestClaims.Good());
        var parts = valid.Split('.');
        var header = Keys.Rsa.Header();
        await RefusesAsync("malformed",
            "x", ".", "..", "...", $"{parts[0]}.{parts[1]}", $"{parts[0]}.{parts[1]}.", $".{parts[1]}.{parts[2]}",
                $"{parts[0]}..{parts[2]}",
            valid + ".", valid + ".x", "." + valid, valid + "=", $"{parts[0]}=.{parts[1]}.{parts[2]}",
            $"{parts[0]}.{parts[1]}.{parts[2].Replace('-', '+').Replace('_', '/')}+", $"{parts[0]}.{parts[1]}.{LastBits(parts[2])}",
            $"{parts[0]}.{LastBits(parts[1] + (parts[1].Length % 4 == 0 ? "QQ" : ""))}.{parts[2]}",
            Raw("", "{}"), Raw("{", "{}"), Raw("[]", "{}"), Raw("\"x\"", "{}"), Raw("null", "{}"), Raw(header + " x", "{}"),
                Raw("\uFEFF" + header, "{}"),
            Raw("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"kid\":\"rsa\"}", TestClaims.Good()),
            Raw("{\"alg\":\"RS256\",\"al\\u0067\":\"RS256\",\"kid\":\"rsa\"}", TestClaims.Good()),
            Raw("{\"kid\":\"rsa\"}", TestClaims.Good()), Raw("{\"alg\":1,\"kid\":\"rsa\"}", TestClaims.Good()),
            Raw("{\"alg\":null,\"kid\":\"rsa\"}", TestClaims.Good()), Raw("{\"alg\":[\"RS256\"],\"kid\":\"rsa\"}", TestClaims.Good()),
            Raw("{\"alg\":\"RS256\",\"kid\":1}", TestClaims.Good()), Raw("{\"alg\":\"RS256\",\"kid\":{}}", TestClaims.Good()),
            Raw($"{{\"alg\":\"RS256\",\"kid\":\"{new string('k', 257)}\"}}", TestClaims.Good()),
            Raw("{\"alg\":\"RS256\",\"kid\":\"rsa\",\"typ\":1}", TestClaims.Good()), Raw("{\"alg\":\"RS256\",\"kid\":\"\\ud800\"}",
                TestClaims.Good()),
            Raw(header, ""), Raw(header, "[]"), Raw(header, "1"), Raw(header, "\"x\""), Raw(header, "{\"a\":}"), Raw(header, "{/**/}"),
                Raw(header, "{\"a\":1,}"),
            Raw(header, TestClaims.Good("\"sub\":\"bob\"")), Raw(header, TestClaims.Good("\"a\":{\"b\":1,\"b\":2}")),
            Raw(header, TestClaims.Good("\"a\":" + new string('[', 40) + new string(']', 40))), Raw(header,
                TestClaims.Good("\"a\":\"\\udc00\"")),
            RawBytes(header, [0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), Raw(header, "{\"iss\":1}"), Raw(header, "{\"iss\":null}"),
            "{\"payload\":\"x\"}", "a b.c d.e f");
    }

    [Fact]
    public async Task A_signature_that_is_changed_anywhere_is_refused()
    {
        foreach (var key in (Signer[])[Keys.Rsa, Keys.Ec])
        {
            var parts = key.Token(TestClaims.Good()).Split('.');
            var signature = Convert.FromBase64String(parts[2].Replace('-', '+').Replace('_', '/').PadRight((parts[2].Length + 3) / 4 * 4,
                '='));
            string With(byte[] changed) => $"{parts[0]}.{parts[1]}.{Signer.Encode(changed)}";
            byte[] Flip(int index) => [.. signature.Select((b, i) => i == index ? (byte)(b ^ 1) : b)];

            await RefusesAsync("signature",
                With(Flip(0)), With(Flip(signature.Length - 1)), With(Flip(signature.Length / 2)), With([0]), With([.. signature, 0]),
                    With([0, .. signature]),
                With(signature[1..]), With(signature[..^1]), With(new byte[signature.Length]),
                With([.. Enumerable.Repeat((byte)0xff, signature.Length)]),
                    $"{parts[0]}.{Signer.Encode(TestClaims.Good("\"x\":1"))}.{parts[2]}",
                $"{Signer.Encode(key.Header("\"x\":1"))}.{parts[1]}.{parts[2]}");
        }
    }

    [Fact]
    public async Task Psychic_signatures_are_refused()
    {
        // r and s of zero, of the order of the curve, and DER instead of the fixed form (RFC 7518, section 3.4).
        var order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        var input = $"{Signer.Encode(Keys.Ec.Header())}.{Signer.Encode(TestClaims.Good())}";
        await RefusesAsync("signature",
            $"{input}.{Signer.Encode(new byte[64])}", $"{input}.{Signer.Encode([.. order, .. order])}",
                $"{input}.{Signer.Encode([.. new byte[32], .. order])}",
            $"{input}.{Signer.Encode([0x30, 6, 2, 1, 0, 2, 1, 0])}", $"{input}.{Signer.Encode([0x30, 6, 2, 1, 1, 2, 1, 1])}");
    }

    [Fact]
    public async Task None_is_never_an_algorithm()
    {
        foreach (var none in (string[])["none", "None", "NONE", "nOnE", "", "null"])
        {
            var header = $"{{\"alg\":\"{none}\",\"kid\":\"rsa\"}}";
            await RefusesAsync("algorithm", $"{Signer.Encode(header)}.{Signer.Encode(TestClaims.Good())}.AA");
            await RefusesAsync("malformed", $"{Signer.Encode(header)}.{Signer.Encode(TestClaims.Good())}.",
                $"{Signer.Encode(header)}.{Signer.Encode(TestClaims.Good())}");
        }
    }

    [Fact]
    public async Task A_public_key_is_never_a_secret()
    {
        var spki = Convert.FromBase64String(string.Concat(Keys.Rsa.Pem.Split('\n')[1..^1]));
        foreach (var algorithm in (string[])["HS256", "HS384", "HS512"])
        {
            var tokens = new[] { Encoding.UTF8.GetBytes(Keys.Rsa.Pem), Encoding.UTF8.GetBytes(Keys.Rsa.Pem + "\n"), spki,
                Encoding.UTF8.GetBytes(Keys.Rsa.Jwk) }
                .Select(secret => Hmac($"{{\"alg\":\"{algorithm}\",\"kid\":\"rsa\"}}", secret, algorithm));
            await RefusesAsync("algorithm", [.. tokens]);
        }
    }

    [Fact]
    public async Task Only_the_listed_algorithms_are_accepted()
    {
        string Rsa(string algorithm) => Keys.Rsa.Sign($"{{\"alg\":\"{algorithm}\",\"kid\":\"rsa\"}}", TestClaims.Good(), algorithm);

        await RefusesAsync("algorithm", Rsa("RS384"), Rsa("RS512"), Rsa("PS256"), Rsa("PS384"), Rsa("PS512"),
            Keys.Rsa.Sign("{\"alg\":\"rs256\",\"kid\":\"rsa\"}", TestClaims.Good(), "RS256"),
                Keys.Rsa.Sign("{\"alg\":\"ES256\",\"kid\":\"rsa\"}", TestClaims.Good(), "RS256"),
            Keys.Ec.Sign("{\"alg\":\"RS256\",\"kid\":\"ec\"}", TestClaims.Good(), "ES256"),
                Keys.Ec.Sign("{\"alg\":\"ES256K\",\"kid\":\"ec\"}", TestClaims.Good(), "ES256"),
            Keys.Ec.Sign("{\"alg\":\"EdDSA\",\"kid\":\"ec\"}", TestClaims.Good(), "ES256"));
    }

    [Fact]
    public async Task A_critical_header_parameter_is_refused()
        => await RefusesAsync("critical",
            Keys.Rsa.Token(TestClaims.Good(), "\"crit\":[\"exp\"],\"exp\":1"), Keys.Rsa.Token(TestClaims.Good(), "\"crit\":[]"),
            Keys.Rsa.Token(TestClaims.Good(), "\"crit\":null"), Keys.Rsa.Token(TestClaims.Good(), "\"crit\":[\"b64\"],\"b64\":true"),
            Keys.Rsa.Token(TestClaims.Good(), "\"b64\":false"), Keys.Rsa.Token(TestClaims.Good(), "\"crit\":\"alg\""),
            Keys.Rsa.Token(TestClaims.Good(), "\"crit\":[\"http://example.com/UNDEFINED\"],\"http://example.com/UNDEFINED\":true"));

    [Fact]
    public async Task Keys_in_the_header_are_never_used_or_fetched()
    {
        await using var attacker = await Provider.StartAsync(Keys.OtherRsa);
        foreach (var kid in (string[])["rsa", "other"])
        {
            foreach (var more in (string[])[
                $"\"jwk\":{Keys.OtherRsa.Jwk}", $"\"jku\":\"{attacker.KeysAddress}\"", $"\"x5u\":\"{attacker.KeysAddress}\"",
                "\"x5c\":[\"AA==\"]", $"\"jwk\":{Keys.OtherRsa.Jwk},\"jku\":\"{attacker.KeysAddress}\""])
            {
                await RefusesAsync(kid == "rsa" ? "signature" : "key",
                    Keys.OtherRsa.Sign($"{{\"alg\":\"RS256\",\"kid\":\"{kid}\",{more}}}", TestClaims.Good()));
                Assert.Equal(200, await _gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(), more)));
            }
        }

        Assert.Equal(0, attacker.KeyFetches);
    }

    [Fact]
    public async Task An_encrypted_token_is_refused()
        => await RefusesAsync("Encrypted", "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.AA.AA.AA.AA", "AA.AA.AA.AA.AA", "AA..AA.AA.AA");

    [Fact]
    public async Task A_token_of_more_than_16_KiB_is_refused()
    {
        var small = Keys.Rsa.Token(TestClaims.Good($"\"x\":\"{new string('x', 11_500)}\""));
        var large = Keys.Rsa.Token(TestClaims.Good($"\"x\":\"{new string('x', 12_500)}\""));

        Assert.InRange(small.Length, 15_000, 16_384);
        Assert.Equal(200, await _gateway.StatusAsync(small));
        await RefusesAsync("too long", large);
    }

    [Fact]
    public async Task Claims_that_do_not_fit_are_refused()
    {
        string Token(string claims) => Keys.Rsa.Token(claims);
        string Times(string times) => Token($"{{\"iss\":\"{TestClaims.Issuer}\",\"sub\":\"alice\",\"aud\":\"orders\",{times}}}");
        var now = TestClaims.Now;

        await RefusesAsync("audience", Token(TestClaims.Good().Replace("orders", "Orders")), Token(TestClaims.Good().Replace("\"orders\"",
            "[\"other\",\"orders2\"]")),
            Token(TestClaims.Good().Replace("\"orders\"", "[]")), Token(TestClaims.Good().Replace("\"orders\"", "{\"orders\":1}")),
                Token(TestClaims.Good().Replace("\"aud\"", "\"Aud\"")),
            Token(TestClaims.Good().Replace("\"orders\"", "[[\"orders\"]]")));
        await RefusesAsync("issuer", Token(TestClaims.Of(TestClaims.Issuer + "/")), Token(TestClaims.Of("https://LOGIN.example")),
            Token(TestClaims.Of("")), Token("{\"sub\":\"alice\"}"));
        await RefusesAsync("expired", Times($"\"exp\":{now - 31}"), Times($"\"exp\":{now - 30}"), Times("\"exp\":0"),
            Times("\"exp\":-1e300"), Times($"\"exp\":{now - 30}.0"));
        await RefusesAsync("isn't valid yet", Times($"\"exp\":{now + 60},\"nbf\":{now + 31}"), Times($"\"exp\":{now + 60},\"nbf\":1e300"));
        await RefusesAsync("expiration", Times("\"x\":1"), Times("\"Exp\":9999999999"));
        await RefusesAsync("malformed", Times($"\"exp\":\"{now + 60}\""), Times("\"exp\":null"), Times("\"exp\":true"),
            Times("\"exp\":[1]"), Times("\"exp\":1e400"),
            Times($"\"exp\":{now + 60},\"nbf\":\"0\""), Times($"\"exp\":{now + 60},\"iat\":\"x\""));
        await RefusesAsync("caller", Token(TestClaims.Good().Replace("\"alice\"", "\"\"")), Token(TestClaims.Good().Replace("\"sub\"",
            "\"Sub\"")),
            Token(TestClaims.Good().Replace("\"alice\"", "[\"alice\"]")), Token(TestClaims.Good().Replace("\"alice\"", "null")),
                Token(TestClaims.Good().Replace("alice", "a\\r\\nX-Admin: 1")),
            Token(TestClaims.Good().Replace("alice", "a\\u0000")), Token(TestClaims.Good().Replace("alice", " alice")),
                Token(TestClaims.Good().Replace("alice", "alice ")),
            Token(TestClaims.Good().Replace("alice", "\u00e4lice")), Token(TestClaims.Good().Replace("alice", new string('a', 256))));
        await RefusesAsync("type", Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"dpop+jwt\""), Keys.Rsa.Token(TestClaims.Good(),
            "\"typ\":\"logout+jwt\""), Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"\""));

        foreach (var fits in (string[])[
            Times($"\"exp\":{now - 29}"), Times($"\"exp\":{now + 60},\"nbf\":{now + 30}"), Times($"\"exp\":{now + 60}.5"),
                Times("\"exp\":1e300"),
            Token(TestClaims.Good().Replace("\"orders\"", "[\"other\",\"orders\"]")), Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"JWT\""),
                Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"application/AT+jwt\"")])
            Assert.Equal(200, await _gateway.StatusAsync(fits));
    }

    [Fact]
    public async Task A_token_that_was_accepted_expires_and_one_that_was_too_early_becomes_valid()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa));
        var now = TestClaims.Now;
        var token = Keys.Rsa.Token(
            $"{{\"iss\":\"{TestClaims.Issuer}\",\"sub\":\"alice\",\"aud\":\"orders\",\"exp\":{now + 60},\"nbf\":{now + 45}}}");

        Assert.Equal(401, await gateway.StatusAsync(token));
        gateway.Time.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal(200, await gateway.StatusAsync(token));
        gateway.Time.Advance(TimeSpan.FromSeconds(74));
        Assert.Equal(200, await gateway.StatusAsync(token));
        gateway.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(401, await gateway.StatusAsync(token));
    }

    [Fact]
    public async Task The_scheme_is_case_insensitive_and_the_token_stands_alone()
    {
        var token = Keys.Rsa.Token(TestClaims.Good());
        foreach (var value in (string[])[$"bearer {token}", $"BEARER {token}"])
            Assert.Equal(200, (await _gateway.Host.GetAsync("/", ("Authorization", value))).Status);
        _gateway.Host.Upstream.Forget();
        foreach (var value in (string[])[$"Bearer {token} {token}", $"Bearer {token}, Bearer {token}", $"Bearer{token}", "Bearer",
            $"Basic {token}", $"Token {token}", token, $"Bearer \"{token}\""])
            Assert.Equal((401, value), ((await _gateway.Host.GetAsync("/", ("Authorization", value))).Status, value));
        var twice = await _gateway.Host.SendRawAsync("GET / HTTP/1.1", $"Authorization: Bearer {token}", $"Authorization: Bearer {token}");

        Assert.StartsWith("HTTP/1.1 401 ", twice, StringComparison.Ordinal);
        Assert.Contains("error=\"invalid_request\"", twice, StringComparison.Ordinal);
        Assert.Empty(_gateway.Host.Upstream.Requests);
    }

    [Fact]
    public async Task Nothing_of_a_token_is_in_the_answer_or_the_log()
    {
        var rejected = Keys.OtherRsa.Sign(Keys.Rsa.Header(), TestClaims.Good("\"email\":\"alice@example.com\""));
        var answer = await _gateway.BearerAsync(rejected);

        Assert.Equal(401, answer.Status);
        var shown = answer.Body + answer.Headers + string.Join('\n', _gateway.Host.Logs.Lines);
        Assert.All(rejected.Split('.').Append("alice@example.com"), part => Assert.DoesNotContain(part, shown, StringComparison.Ordinal));
    }

    private static string Raw(string header, string claims) => Keys.Rsa.Sign(header, claims);

    private static string RawBytes(string header, byte[] claims) => $"{Signer.Encode(header)}.{Signer.Encode(claims)}.{Signer.Encode("x")}";

    private static string Hmac(string header, byte[] secret, string algorithm)
    {
        var input = $"{Signer.Encode(header)}.{Signer.Encode(TestClaims.Good())}";
        var bytes = Encoding.ASCII.GetBytes(input);
        return $"{input}.{Signer.Encode(algorithm switch
        {
            "HS256" => HMACSHA256.HashData(secret, bytes),
            "HS384" => HMACSHA384.HashData(secret, bytes),
            _ => HMACSHA512.HashData(secret, bytes),
        })}";
    }

    // The same bytes, with an unused bit that is set.
    private static string LastBits(string text) => text[..^1] + (char)(text[^1] + 1);

    private async Task RefusesAsync(string reason, params string[] tokens)
    {
        _gateway.Host.Upstream.Forget();
        foreach (var (index, token) in tokens.Index())
        {
            var answer = await _gateway.BearerAsync(token);
            var shown = string.Create(CultureInfo.InvariantCulture,
                $"{index}: {answer.Status} {answer.Header("WWW-Authenticate")} {answer.Body}");
            Assert.True(answer.Status == 401, shown);
            Assert.Contains(reason, shown, StringComparison.Ordinal);
            Assert.Contains("error=\"invalid_token\"", shown, StringComparison.Ordinal);
        }

        Assert.Empty(_gateway.Host.Upstream.Requests);
        Assert.Equal(200, await _gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
    }

    public sealed class Fixture : IAsyncLifetime
    {
        internal JwtHost Gateway { get; private set; } = null!;

        public async Task InitializeAsync()
            => Gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa, Keys.Ec) + ", algorithms: [RS256, ES256]");

        public async Task DisposeAsync() => await Gateway.DisposeAsync();
    }
}
