using GatewayKit.Acme.Storage;

namespace GatewayKit.Acme.Challenges;

/// <summary>The answers of one order, in the storage of its server.</summary>
internal sealed class ChallengeAnswers(ChallengeBoard board, AcmeRecords records)
{
    private bool _isOpen;

    /// <summary>Answers a challenge on all nodes.</summary>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    public Task PublishAsync(string host, AcmeChallenge type, string keyAuthorization, CancellationToken cancellation)
    {
        _isOpen = true;
        return board.PublishAsync(records, host, type, keyAuthorization, cancellation);
    }

    /// <summary>Ends the answers, if there are any.</summary>
    /// <exception cref="AcmeStorageException">The storage doesn't work.</exception>
    public Task CloseAsync(CancellationToken cancellation) => _isOpen ? board.CloseAsync(records, cancellation) : Task.CompletedTask;
}
