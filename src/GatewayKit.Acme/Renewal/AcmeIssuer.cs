using System.Security.Cryptography.X509Certificates;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Ordering;
using GatewayKit.Acme.Protocol;
using GatewayKit.Acme.Storage;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Renewal;

/// <summary>Issues certificates with an ACME server. Each call has its own connection, nonces and directory: calls are rare.</summary>
internal sealed class AcmeIssuer(
    AcmeOptions options, string folder, AcmeRecords records, ChallengeBoard board, TimeProvider time, ILogger logger) : ICertificateIssuer
{
    public async Task<HostCertificate> OrderAsync(
        string host, AcmeChallenge challenge, HostCertificate? earlier, CancellationToken cancellation)
    {
        using var http = new AcmeHttp(ReadRoots(), time);
        var accounts = new Accounts(records, options, logger);
        try
        {
            using var account = await accounts.OpenAsync(Server(http), cancellation).ConfigureAwait(false);
            var replaces = earlier is null ? null : CertificateId.Of(earlier.Leaf);
            return await new CertificateOrder(account, new ChallengeAnswers(board, records), new OrderPoll(account, time))
                .RunAsync(host, challenge, options.KeyType, replaces, cancellation)
                .ConfigureAwait(false);
        }
        catch (AcmeException error) when (error.Type == AcmeProblem.UnknownAccount)
        {
            await accounts.ForgetAsync(cancellation).ConfigureAwait(false);
            throw;
        }
    }

    public async Task<RenewalSuggestion?> SuggestAsync(HostCertificate certificate, CancellationToken cancellation)
    {
        using var http = new AcmeHttp(ReadRoots(), time);
        var server = Server(http);
        var directory = await server.DirectoryAsync(cancellation).ConfigureAwait(false);
        if (directory.RenewalInfo is null || CertificateId.Of(certificate.Leaf) is not { } id)
            return null;

        var url = server.Address($"{directory.RenewalInfo.TrimEnd('/')}/{id}", "renewal information");
        var answer = await server.GetAsync(url, cancellation).ConfigureAwait(false);
        return answer.Read(AcmeJson.Default.RenewalResource).SuggestedWindow is { } window && window.Start < window.End
            ? new RenewalSuggestion(window.Start, window.End, answer.RetryAfter)
            : throw new AcmeException($"{url} sent no valid period.");
    }

    private AcmeServer Server(AcmeHttp http) => new(new Uri(options.Directory), http);

    private X509Certificate2Collection? ReadRoots()
        => options.TrustedRoots is { } file
            ? ServerRoots.Read(file, folder, out var problem) ?? throw new AcmeException($"trustedRoots {problem}.")
            : null;
}
