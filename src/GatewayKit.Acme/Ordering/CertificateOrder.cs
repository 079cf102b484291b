using System.Text;
using GatewayKit.Acme.Challenges;
using GatewayKit.Acme.Protocol;

namespace GatewayKit.Acme.Ordering;

/// <summary>
/// Orders a certificate (RFC 8555, section 7.4):
/// <list type="number">
/// <item>requests the order</item>
/// <item>for each authorization that isn't valid yet: publishes the answer to a challenge, says so, and waits for the result</item>
/// <item>sends the signing request when the order is ready</item>
/// <item>waits for the certificate and downloads it</item>
/// </list>
/// The caller limits the time of all of it.
/// </summary>
internal sealed class CertificateOrder(Account account, ChallengeAnswers answers, OrderPoll poll)
{
    private const int MostAuthorizations = 4;
    private const int MostChallenges = 16;
    private const string Chain = "application/pem-certificate-chain";

    /// <summary>Orders a certificate.</summary>
    /// <param name="host">The host.</param>
    /// <param name="challenge">The type of challenge to answer.</param>
    /// <param name="key">The type of the certificate's key.</param>
    /// <param name="replaces">The id of the certificate that the new one replaces; null if there is none.</param>
    /// <param name="cancellation">Cancels the order.</param>
    /// <exception cref="AcmeException">There is no certificate.</exception>
    public async Task<HostCertificate> RunAsync(
        string host, AcmeChallenge challenge, AcmeKeyType key, string? replaces, CancellationToken cancellation)
    {
        var (url, order) = await RequestAsync(host, replaces, cancellation).ConfigureAwait(false);
        try
        {
            foreach (var authorization in Authorizations(order))
                await AuthorizeAsync(authorization, host, challenge, cancellation).ConfigureAwait(false);

            order = await poll.UntilAsync(url, order, "pending", cancellation).ConfigureAwait(false);
            return await FinalizeAsync(url, order, host, key, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await answers.CloseAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<(Uri Url, OrderResource Order)> RequestAsync(string host, string? replaces, CancellationToken cancellation)
    {
        var directory = await account.Server.DirectoryAsync(cancellation).ConfigureAwait(false);
        var url = account.Server.Address(directory.NewOrder, "new orders");
        var request = new NewOrder([AcmeIdentifier.Dns(host)], directory.RenewalInfo is null ? null : replaces);
        AcmeAnswer answer;
        try
        {
            answer = await account.PostAsync(url, request, AcmeJson.Default.NewOrder, cancellation).ConfigureAwait(false);
        }
        catch (AcmeException error) when (error.Type == AcmeProblem.AlreadyReplaced && request.Replaces is not null)
        {
            request = request with { Replaces = null };
            answer = await account.PostAsync(url, request, AcmeJson.Default.NewOrder, cancellation).ConfigureAwait(false);
        }

        return (account.Server.Address(answer.Location, "the order"), answer.Read(AcmeJson.Default.OrderResource));
    }

    private IEnumerable<Uri> Authorizations(OrderResource order)
        => order.Authorizations is { Length: > 0 and <= MostAuthorizations } urls
            ? urls.Select(url => account.Server.Address(url, "an authorization"))
            : throw new AcmeException($"{account.Server.Name} sent an order without authorizations, or with too many.");

    private async Task AuthorizeAsync(Uri url, string host, AcmeChallenge type, CancellationToken cancellation)
    {
        var answer = await account.ReadAsync(url, cancellation).ConfigureAwait(false);
        var authorization = answer.Read(AcmeJson.Default.AuthorizationResource);
        if (authorization.Identifier?.Is(host) != true)
            throw new AcmeException($"{account.Server.Name} sent an authorization for another host than '{host}'.");
        if (authorization.Status == "valid")
            return;

        var challenge = Choose(authorization, ChallengeTypes.NameOf(type));
        await answers.PublishAsync(host, type, KeyAuthorization.Create(challenge.Token!, account.Key), cancellation).ConfigureAwait(false);

        // An empty object, unlike an empty payload, says that the answer is there.
        var start = account.Server.Address(challenge.Url, "a challenge");
        await account.PostAsync(start, new ChallengeResource(), AcmeJson.Default.ChallengeResource, cancellation).ConfigureAwait(false);
        await poll.UntilAuthorizedAsync(url, host, cancellation).ConfigureAwait(false);
    }

    private static ChallengeResource Choose(AuthorizationResource authorization, string type)
    {
        var challenges = (authorization.Challenges ?? []).Take(MostChallenges).ToArray();
        var challenge = Array.Find(challenges, c => c?.Type == type)
            ?? throw new AcmeException($"The server doesn't offer the challenge {type}. "
                + $"It offers {string.Join(", ", challenges.Select(c => AcmeText.Shorten(c?.Type ?? "?")))}.");
        return KeyAuthorization.IsToken(challenge.Token)
            ? challenge
            : throw new AcmeException("The server sent a challenge without a valid token.");
    }

    private async Task<HostCertificate> FinalizeAsync(
        Uri url, OrderResource order, string host, AcmeKeyType type, CancellationToken cancellation)
    {
        using var request = SigningRequest.Create(host, type);
        var finalize = account.Server.Address(order.Finalize, "the signing request");
        var answer = await account
            .PostAsync(finalize, new FinalizeOrder(request.Encoded), AcmeJson.Default.FinalizeOrder, cancellation)
            .ConfigureAwait(false);
        order = await poll
            .UntilAsync(url, answer.Read(AcmeJson.Default.OrderResource), "processing", cancellation)
            .ConfigureAwait(false);

        var certificate = account.Server.Address(order.Certificate, "the certificate");
        answer = await account.ReadAsync(certificate, cancellation).ConfigureAwait(false);
        answer.Expect(Chain);
        var pem = $"{Encoding.UTF8.GetString(answer.Body).Trim()}\n{request.ExportKey()}\n";
        try
        {
            return HostCertificate.Parse(Encoding.UTF8.GetBytes(pem), host);
        }
        catch (FormatException error)
        {
            throw new AcmeException($"{account.Server.Name} sent a certificate that can't be used. {error.Message}", innerException: error);
        }
    }
}
