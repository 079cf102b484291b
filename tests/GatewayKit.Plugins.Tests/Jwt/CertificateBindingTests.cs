using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Tokens that are bound to a client certificate (RFC 8705, section 3).</summary>
public sealed class CertificateBindingTests
{
    [Fact]
    public async Task A_bound_token_is_accepted_only_on_a_connection_with_its_certificate()
    {
        using var mine = Certificate("CN=mine");
        using var other = Certificate("CN=other");
        X509Certificate2? presented = null;
        await using var gateway = await JwtHost.StartAsync(JwtHost.Options(Keys.Rsa), setUp: setup => setup.WithApp(app => app.Use((http,
            next) =>
        {
            http.Connection.ClientCertificate = presented;
            return next(http);
        })));
        var thumbprint = Signer.Encode(mine.GetCertHash(HashAlgorithmName.SHA256));
        var token = Keys.Rsa.Token(TestClaims.Good($"\"cnf\":{{\"x5t#S256\":\"{thumbprint}\"}}"));
        var both = Keys.Rsa.Token(TestClaims.Good(
            $"\"cnf\":{{\"x5t#S256\":\"{thumbprint}\",\"jkt\":\"{Keys.Ec.Thumbprint}\"}}"));

        foreach (var (certificate, status) in new (X509Certificate2?, int)[] { (null, 401), (other, 401), (mine, 200), (null, 401), (other,
            401), (mine, 200) })
        {
            presented = certificate;
            Assert.Equal(status, await gateway.StatusAsync(token));
        }

        Assert.Equal(2, gateway.Host.Upstream.Requests.Count);
        Assert.Equal(401, await gateway.StatusAsync(both));
        Assert.Equal(401, (await gateway.Host.GetAsync("/", ("Authorization", $"DPoP {token}"))).Status);
        Assert.Equal(200, await gateway.StatusAsync(Keys.Rsa.Token(TestClaims.Good())));
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256).CreateSelfSigned(TestClaims.Start, TestClaims.Start.AddDays(1));
    }
}
