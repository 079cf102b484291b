using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GatewayKit.Plugins.Tests.MtlsAuth;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Plugins.Tests.Jwt;

/// <summary>Tokens that are bound to a client certificate (RFC 8705, section 3), over real TLS connections.</summary>
public sealed class CertificateBindingTlsTests
{
    [Fact]
    public async Task A_bound_token_is_accepted_only_on_a_connection_with_its_certificate()
    {
        var authority = TestAuthority.Root();
        var (mine, other) = (authority.Issue(new()), authority.Issue(new()));
        await using var gateway = await MtlsGateway.StartAsync(
            PluginGateway.OneRoute($"{{ name: jwt, options: {{ {JwtHost.Options(Keys.Rsa)} }} }}"),
            setup => setup.WithTime(TestClaims.Clock()));
        var thumbprint = Signer.Encode(mine.GetCertHash(HashAlgorithmName.SHA256));
        var token = ("Authorization", "Bearer " + Keys.Rsa.Token(TestClaims.Good($"\"cnf\":{{\"x5t#S256\":\"{thumbprint}\"}}")));

        foreach (var (certificate, status) in new (X509Certificate2?, int)[] { (null, 401), (other, 401), (mine, 200), (other, 401) })
            Assert.Equal(status, await gateway.StatusAsync(certificate, token));

        Assert.Single(gateway.Host.Upstream.Requests);
    }
}
