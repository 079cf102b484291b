namespace GatewayKit.Pipeline;

/// <summary>How the peer whose body is read (the client or the upstream) behaves.</summary>
internal sealed class PeerStatus
{
    /// <summary>What went wrong at the peer; null while nothing has.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether a read failed or was canceled.</summary>
    public bool IsReadBroken { get; set; }

    /// <summary>Whether something waits for the peer just now.</summary>
    public bool IsWaiting { get; set; }
}
