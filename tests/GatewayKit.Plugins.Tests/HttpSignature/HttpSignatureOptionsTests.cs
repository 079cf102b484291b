using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Configuration;

namespace GatewayKit.Plugins.Tests.HttpSignature;

/// <summary>Options and credentials that are refused when the configuration loads.</summary>
public sealed class HttpSignatureOptionsTests
{
    private const string Identifier = "it must be a field in lower case, @method, @authority, @path, @query, @target-uri, @scheme, "
        + "@request-target, or an identifier such as \"@query-param\";name=\"id\".";

    [Theory]
    [InlineData("requiredComponents: []", "options.requiredComponents has 0 components; it must have 1 to 32.")]
    [InlineData("requiredComponents: ['@status']", "options.requiredComponents[0] is '@status'; " + Identifier)]
    [InlineData("requiredComponents: [Date]", "options.requiredComponents[0] is 'Date'; " + Identifier)]
    [InlineData("requiredComponents: ['\"a\";tr']", "options.requiredComponents[0] is '\"a\";tr'; " + Identifier)]
    [InlineData("requiredComponents: ['\"a']", "options.requiredComponents[0] is '\"a'; " + Identifier)]
    [InlineData("requiredComponents: [date, '\"date\"']",
        "options.requiredComponents[1] is '\"date\"', a duplicate; list each component once.")]
    [InlineData("tag: \"\u00e9\"", "options.tag must contain only printable ASCII characters and spaces.")]
    [InlineData("realm: \"\\t\"", "options.realm must contain only printable ASCII characters and spaces.")]
    [InlineData("maxAge: 0s", "options.maxAge is 0s; it must be between 1s and 1d.")]
    [InlineData("clockSkew: 6m", "options.clockSkew is 6m; it must be between 0s and 5m.")]
    public async Task An_invalid_option_is_an_error(string options, string message)
    {
        var errors = await PluginGateway.ErrorsOfAsync(SignatureHost.Entry(options), TestSigner.Consumers);

        Assert.Contains(message, Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keyId: k, algorithm: hmac-sha1, secret: 0123456789abcdef0123456789abcdef",
        "algorithm is 'hmac-sha1'; it must be hmac-sha256, ")]
    [InlineData("keyId: k, algorithm: hmac-sha256, secret: 0123456789abcdef0123456789abcde",
        "secret is a secret of 31 bytes; it must have 32 to 1024.")]
    [InlineData("keyId: k, algorithm: hmac-sha256", "must have either 'secret' or 'publicKey'.")]
    [InlineData("keyId: k, algorithm: hmac-sha256, secret: 0123456789abcdef0123456789abcdef, publicKey: x",
        "must have either 'secret' or 'publicKey'.")]
    [InlineData("keyId: \"\u00e9\", algorithm: hmac-sha256, secret: 0123456789abcdef0123456789abcdef",
        "keyId must contain only printable ASCII")]
    [InlineData("keyId: k, algorithm: ed25519, secret: 0123456789abcdef0123456789abcdef", "secret is a secret, which 'ed25519' can't use.")]
    [InlineData("keyId: k, algorithm: ed25519, publicKey: x", "publicKey must be PEM or a JSON Web Key.")]
    [InlineData("keyId: k, algorithm: ed25519, publicKey: '{'", "publicKey isn't a valid JSON Web Key.")]
    [InlineData("keyId: k, algorithm: ed25519, publicKey: '{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"AA\"}'",
        "publicKey has a type other than ")]
    [InlineData("keyId: k, algorithm: ed25519, publicKey: '{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AA\"}'",
        "publicKey isn't a valid Ed25519 key.")]
    [InlineData("keyId: k, algorithm: ed25519, "
            + "publicKey: '{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}'",
        "publicKey isn't a valid Ed25519 key.")]
    [InlineData("keyId: k, algorithm: ed25519, publicKey: '{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"AA\",\"x\":\"AA\"}'",
        "publicKey is a private key; ")]
    [InlineData("keyId: k, algorithm: hmac-sha256, publicKey: '{\"kty\":\"oct\",\"k\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"}'",
        "publicKey is a secret; set 'secret' instead.")]
    [InlineData("keyId: k, algorithm: ecdsa-p256-sha256, publicKey: '{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"}'",
        "publicKey isn't a point on its curve.")]
    [InlineData("keyId: k, algorithm: ecdsa-p256-sha256, publicKey: '{\"kty\":\"EC\",\"crv\":\"P-521\",\"x\":\"AA\",\"y\":\"AA\"}'",
        "publicKey has a type other than ")]
    [InlineData("keyId: k, algorithm: rsa-pss-sha512, publicKey: '{\"kty\":\"RSA\",\"n\":\"wAAB\",\"e\":\"AQAB\"}'",
        "publicKey is an RSA key of 24 bits; it must have 2048 to 8192.")]
    public async Task An_invalid_credential_is_an_error(string credential, string message)
    {
        var error = await ErrorAsync(credential);

        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcde", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_must_fit_its_algorithm()
    {
        const string Invalid = "isn't a valid public key or certificate in PEM.";
        using var p521 = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        (string Algorithm, string Pem, string Message)[] cases =
        [
            ("ecdsa-p384-sha384", RfcVectors.EcPublic, "is an EC key, which 'ecdsa-p384-sha384' can't use."),
            ("hmac-sha256", RfcVectors.EcPublic, "is an EC key, which 'hmac-sha256' can't use."),
            ("rsa-pss-sha512", RfcVectors.Ed25519Public, "is an Ed25519 key, which 'rsa-pss-sha512' can't use."),
            ("ed25519", RfcVectors.RsaPublic, "is an RSA key, which 'ed25519' can't use."),
            ("ecdsa-p256-sha256", RfcVectors.EcPrivate, "is a private key; only the consumer may have it."),
            ("ecdsa-p256-sha256", p521.ExportSubjectPublicKeyInfoPem(), "has a curve other than P-256 and P-384."),
            ("ecdsa-p256-sha256", RfcVectors.EcPublic.Replace("MFkw", "MFkx", StringComparison.Ordinal), Invalid),
            ("ecdsa-p256-sha256", "-----BEGIN X-----", Invalid),
        ];
        foreach (var (algorithm, pem, message) in cases)
            Assert.Contains(message, await ErrorAsync($"keyId: k, algorithm: {algorithm}, {Public(pem)}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_id_belongs_to_one_consumer()
    {
        const string Bob = "  bob: { credentials: { http-signature: [ { keyId: hmac, algorithm: hmac-sha256, secret: SECRET } ] } }\n";
        var consumers = TestSigner.Consumers + Bob.Replace("SECRET", new string('x', 32), StringComparison.Ordinal);

        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => SignatureHost.StartAsync(consumers: consumers));

        Assert.DoesNotContain(TestSigner.Secret, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_a_public_key()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=client", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var signer = new TestSigner("cert", "ecdsa-p256-sha256", Public(certificate.ExportCertificatePem()),
            text => key.SignData(text, HashAlgorithmName.SHA256));
        await using var host = await SignatureHost.StartAsync(
            consumers: Alice($"keyId: cert, algorithm: {signer.Algorithm}, {signer.Credential}"));

        Assert.Equal(200, await host.StatusAsync(new SignedRequest { Key = signer, Parameters = SignedRequest.With(signer) }.Sign()));
    }

    private static async Task<string> ErrorAsync(string credential)
    {
        var error = await Assert.ThrowsAsync<GatewayConfigException>(() => SignatureHost.StartAsync(consumers: Alice(credential)));
        return string.Join('\n', error.Errors.Select(e => e.Text));
    }

    private static string Alice(string credential)
        => $"consumers: {{ alice: {{ credentials: {{ http-signature: [ {{ {credential} }} ] }} }} }}\n";

    private static string Public(string pem) => $"publicKey: \"{pem.ReplaceLineEndings("\\n")}\"";
}
