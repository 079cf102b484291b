using System.Security.Cryptography.X509Certificates;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Storage;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Acme.Tests.Pebble;

/// <summary>The protocol with an ACME server that others have written.</summary>
public sealed class PebbleTests : IClassFixture<PebbleServer>, IDisposable
{
    private readonly PebbleServer _pebble;
    private readonly TestFolder _folder = new();
    private readonly ChallengeBoard _board = new(new AcmeTimings { Propagation = TimeSpan.Zero }, TimeProvider.System);

    public PebbleTests(PebbleServer pebble) => _pebble = pebble;

    public void Dispose() => _folder.Dispose();

    [PebbleFact]
    public Task A_certificate_is_issued_by_tls_alpn_01() => IssueAsync(AcmeChallenge.TlsAlpn01, "alpn.example.com");

    [PebbleFact]
    public Task A_certificate_is_issued_by_http_01() => IssueAsync(AcmeChallenge.Http01, "http.example.com");

    [PebbleFact]
    public Task A_certificate_with_an_RSA_key_is_issued() => IssueAsync(AcmeChallenge.Http01, "rsa.example.com", AcmeKeyType.Rsa2048);

    [PebbleFact]
    public async Task A_challenge_without_an_answer_fails_with_the_reason_of_the_server()
    {
        var error = await Assert.ThrowsAsync<AcmeException>(() => OrderAsync(Options(), AcmeChallenge.Http01, "none.example.com"));

        Assert.StartsWith("The server couldn't verify 'none.example.com'. connection: ", error.Message, StringComparison.Ordinal);
    }

    [PebbleFact]
    public async Task A_server_whose_root_isnt_trusted_gets_no_request()
    {
        var error = await Assert.ThrowsAsync<AcmeException>(
            () => OrderAsync(Options() with { TrustedRoots = null }, AcmeChallenge.Http01, "none.example.com"));

        Assert.Contains("UntrustedRoot", error.Message, StringComparison.Ordinal);
    }

    private async Task IssueAsync(AcmeChallenge challenge, string host, AcmeKeyType keyType = AcmeKeyType.EcP256)
    {
        await using var responder = await Responder.StartAsync(_pebble, _board);

        var certificate = await OrderAsync(Options() with { KeyType = keyType, Contacts = ["ops@example.com"] }, challenge, host);

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_pebble.Root);
        chain.ChainPolicy.ExtraStore.ImportFromPem(System.Text.Encoding.ASCII.GetString(certificate.Pem));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        Assert.True(chain.Build(certificate.Leaf));
        Assert.True(certificate.Leaf.MatchesHostname(host));
    }

    private AcmeOptions Options() => TestOptions.For(_pebble.Directory) with { TrustedRoots = _pebble.Roots };

    private Task<HostCertificate> OrderAsync(AcmeOptions options, AcmeChallenge challenge, string host)
    {
        var records = new AcmeRecords(new FileAcmeStorage(_folder.Path, TimeProvider.System), new Uri(options.Directory));
        return new AcmeIssuer(options, _folder.Path, records, _board, TimeProvider.System, new TestLogger())
            .OrderAsync(host, challenge, null, default)
            .InTime();
    }
}
