namespace GatewayKit.Plugins.Tests.Jwt;

public sealed class JwtOptionsTests
{
    [Fact]
    public async Task Options_that_cannot_work_are_refused()
    {
        var keys = Provider.Set(Keys.Rsa);
        (string Options, string Error)[] cases =
        [
            ("authority: login.example", "authority is 'login.example'; it must be an absolute URL"), ("authority: http://login.example",
                "must use https"),
            ("authority: https://user:password@login.example", "options.authority must not have a user"),
            ($"authority: https://login.example, jwks: '{keys}'", "has both 'authority' and 'jwks'"),
            ("jwks: ''", "jwks must be a URL, a file, or a JSON Web Key Set"), ("jwks: http://login.example/keys", "must use https"),
                ("jwks: '{}'", "jwks"), ("jwks: '{\"keys\":[]}'", "has no keys"),
            ("jwks: '{\"keys\":[],\"keys\":[]}'", "duplicate members"), ($"jwks: '{Signer.Rsa("a", bits: 1024).Jwk}'",
                "is an RSA key of 1024 bits; it must have 2048 to 8192"),
            ("jwks: '{\"kty\":\"oct\",\"k\":\"AAAA\"}'", "is a secret of 3 bytes; it must have 32 to 1024"), ("jwks: missing.json",
                "can't be read"),
            ("jwks: '{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\",\"d\":\"AA\"}'", "is a private key"),
                ("jwks: '{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}'", "isn't a point on its curve"),
            ("jwks: '-----BEGIN PRIVATE KEY-----\n\n  AAAA\n\n  -----END PRIVATE KEY-----'", "private key"),
            ("algorithms: [none]", "algorithms[0] is 'none'; it must be one of RS256"), ("algorithms: [HS256, EdDSA]",
                "algorithms[1] is 'EdDSA'"), ("algorithms: []", "algorithms is empty"),
            ("authority: https://login.example, algorithms: [RS256, HS256]", "contains an algorithm for secrets"), ("issuers: []",
                "issuers is empty"), ("audiences: ['']", "audiences[0] is empty"),
            ("clockSkew: 6m", "clockSkew"), ("locations: []", "locations is empty"), ("locations: [body]", "locations[0] is 'body'"),
                ("claimsToHeaders: { a: X-Consumer-Name }", "claimsToHeaders"),
            ("claimsToHeaders: { a: Authorization }", "must not be a header with credentials"), ("claimsToHeaders: { a: X-A, b: x_a }",
                "twice"), ("requiredScopes: ['a b']", "requiredScopes[0]"),
            ("consumerClaim: ''", "consumerClaim"), ("realm: \"a\\u00e9\"", "realm must contain only printable ASCII"),
                ("dpop: { algorithms: [HS256] }", "dpop.algorithms[0] is 'HS256'"), ("dpop: { nonceSecret: short }", "dpop.nonceSecret"),
            ("tenants: [ { issuers: [a] } ]", "must have either 'authority' or 'jwks'"), ($"tenants: [ {{ jwks: '{keys}' }} ]",
                "needs 'issuers'"), ($"authority: https://login.example, tenants: [ {{ issuers: [a], jwks: '{keys}' }} ]", "has 'tenants'"),
            ($"tenants: [ {{ issuers: [a], jwks: '{keys}' }}, {{ issuers: [b], jwks: '{keys}' }} ]", "tenants[1] needs 'consumerPrefix'"),
            ($"consumerPrefix: '', tenants: [ {{ issuers: [a], jwks: '{keys}' }}, {{ issuers: [a], jwks: '{keys}' }} ]",
                "has the issuer 'a' of tenants[0]"),
        ];
        foreach (var (options, error) in cases)
        {
            var errors = await PluginGateway.ErrorsOfAsync($"{{ name: jwt, options: {{ {options} }} }}");
            Assert.True(errors.Any(text => text.Contains(error, StringComparison.Ordinal)), $"{options}: {string.Join(" | ", errors)}");
        }
    }

    [Fact]
    public async Task A_credential_that_cannot_work_is_refused()
    {
        (string Credential, string Error)[] cases =
        [
            ("keyId: a", "must have one of 'secret', 'publicKey' and 'subject'"), ("keyId: a, secret: x, publicKey: y", "must have one of"),
                ($"secret: {new string('s', 32)}", "needs 'keyId' or 'issuer'"),
            ("keyId: a, secret: short", "secret is a secret of 5 bytes"), ("keyId: a, publicKey: x",
                "publicKey must be PEM or a JSON Web Key"), ($"keyId: a, publicKey: '{Signer.Secret(new string('s', 32)).Jwk}'",
                "set 'secret' instead"),
            ($"keyId: a, secret: '{Keys.Rsa.Jwk}'", "set 'publicKey' instead"),
                ($"keyId: a, publicKey: '{Signer.Rsa("a", bits: 1024).Jwk}'", "1024 bits"), ("subject: a", "needs 'issuer'"),
                ("subject: a, issuer: b, keyId: c", "can't have 'keyId'"),
        ];
        foreach (var (credential, error) in cases)
        {
            var errors = await PluginGateway.ErrorsOfAsync("{ name: jwt }",
                $"consumers: {{ a: {{ credentials: {{ jwt: [ {{ {credential} }} ] }} }} }}");
            Assert.True(errors.Any(text => text.Contains(error, StringComparison.Ordinal)), $"{credential}: {string.Join(" | ", errors)}");
            Assert.DoesNotContain(errors, text => text.Contains("short", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Options_that_accept_more_tokens_than_intended_are_reported()
    {
        Assert.Contains(await PluginGateway.WarningsOfAsync("{ name: jwt, options: { authority: https://login.example } }"),
            line => line.Contains("audiences is missing", StringComparison.Ordinal));
        Assert.Contains(
            await PluginGateway.WarningsOfAsync($"{{ name: jwt, options: {{ jwks: '{Provider.Set(Keys.Rsa)}', audiences: [a] }} }}"),
                line => line.Contains("issuers is missing", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keys_can_be_a_mapping_a_file_or_PEM()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("gatewaykit-jwt-").FullName, "keys.json");
        try
        {
            await File.WriteAllTextAsync(file, Provider.Set(Keys.Rsa));
            var pem = Keys.Rsa.Pem.ReplaceLineEndings("\n").Replace("\n", "\\n", StringComparison.Ordinal);
            foreach (var keys in (string[])[$"{{ keys: [ {Keys.Rsa.Jwk} ] }}", Keys.Rsa.Jwk, $"'{file}'", $"\"{pem}\""])
            {
                await using var gateway = await JwtHost.StartAsync($"jwks: {keys}, issuers: [{TestClaims.Issuer}], audiences: [orders]");
                Assert.Equal((200, keys), (await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())), keys));
                Assert.Equal((401, keys), (await gateway.StatusAsync(Keys.OtherRsa.Token(TestClaims.Good())), keys));
            }
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }

    [Fact]
    public async Task The_default_algorithm_is_that_of_the_key()
    {
        var pss = Signer.Rsa("pss", "PS256", keyAlgorithm: "PS256");
        var ec = Signer.Ec("p384", "ES384");
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa, pss, ec));

        foreach (var key in (Signer[])[Keys.Rsa, pss, ec])
            Assert.Equal(200, await gateway.StatusAsync(key.Token(TestClaims.Good())));
        Assert.Equal(401, await gateway.StatusAsync(pss.Sign("{\"alg\":\"RS256\",\"kid\":\"pss\"}", TestClaims.Good(), "RS256")));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Sign("{\"alg\":\"PS256\",\"kid\":\"rsa\"}", TestClaims.Good(), "PS256")));
    }

    [Fact]
    public async Task Only_access_tokens_are_accepted_where_the_options_say_it()
    {
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa) + ", tokenTypes: [at+jwt]");

        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"at+jwt\"")));
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"application/at+JWT\"")));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good(), "\"typ\":\"JWT\"")));
        Assert.Equal(401, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
    }

    [Fact]
    public async Task Keys_and_secrets_are_never_shown()
    {
        var secret = new string('s', 40);
        await using var gateway = await JwtHost.StartAsync(
            $"jwks: '{Signer.Secret(secret, "k").Jwk}', algorithms: [HS256], audiences: [orders], dpop: {{ nonceSecret: {secret} }}");

        var shown = string.Join('\n', gateway.Host.Logs.Lines) + gateway.Host.Pipeline("all").Single().Options;

        Assert.DoesNotContain(secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Signer.Encode(secret), shown, StringComparison.Ordinal);
        Assert.Equal(200, await gateway.StatusAsync(Signer.Secret(secret, "k").Token(TestClaims.Good())));
    }
}
