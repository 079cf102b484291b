namespace GatewayKit.Pipeline;

/// <summary>The status of the peer whose body is read (the client or the upstream).</summary>
internal sealed class PeerStatus
{
    /// <summary>The failure of the peer; null if there is none.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Gets whether a read failed or was canceled.</summary>
    public bool IsReadBroken { get; set; }

    /// <summary>Gets whether a read is waiting for the peer.</summary>
    public bool IsWaiting { get; set; }
}
