using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Renewal;
using GatewayKit.Acme.Tests.Server;

namespace GatewayKit.Acme.Tests.Renewal;

/// <summary>Issues certificates for 90 days, or fails.</summary>
internal sealed class FakeIssuer(TimeProvider time) : ICertificateIssuer
{
    public List<(string Host, AcmeChallenge Challenge)> Orders { get; } = [];

    public Exception? Error { get; set; }

    public RenewalSuggestion? Suggestion { get; set; }

    public Exception? SuggestionError { get; set; }

    public int Suggestions { get; private set; }

    /// <summary>Completes before an order ends.</summary>
    public Func<CancellationToken, Task> Wait { get; set; } = _ => Task.CompletedTask;

    public async Task<HostCertificate> OrderAsync(
        string host, AcmeChallenge challenge, HostCertificate? earlier, CancellationToken cancellation)
    {
        lock (Orders)
            Orders.Add((host, challenge));
        await Wait(cancellation);
        if (Error is not null)
            throw Error;

        var now = time.GetUtcNow();
        return HostCertificate.Parse(TestAuthority.Shared.Pem(host, now, now.AddDays(90)), host);
    }

    public Task<RenewalSuggestion?> SuggestAsync(HostCertificate certificate, CancellationToken cancellation)
    {
        Suggestions++;
        return SuggestionError is null ? Task.FromResult(Suggestion) : throw SuggestionError;
    }
}
