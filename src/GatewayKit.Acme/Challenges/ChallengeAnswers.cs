using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Challenges;

/// <summary>The answers of an order, in the storage of its server.</summary>
internal sealed class ChallengeAnswers(ChallengeBoard board, AcmeRecords records)
{
    /// <summary>Answers a challenge on all nodes.</summary>
    public Task PublishAsync(string host, AcmeChallenge type, string keyAuthorization, CancellationToken cancellation)
        => board.PublishAsync(records, host, type, keyAuthorization, cancellation);

    /// <summary>Ends the answers.</summary>
    public Task CloseAsync(CancellationToken cancellation) => board.CloseAsync(records, cancellation);
}
