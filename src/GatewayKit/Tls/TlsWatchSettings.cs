namespace GatewayKit.Tls;

/// <summary>The settings of the watch of certificate files.</summary>
/// <param name="Interval">The time between two polls.</param>
internal sealed record TlsWatchSettings(TimeSpan Interval)
{
    /// <summary>A thousand certificates need 2,000 system calls per poll.</summary>
    public static readonly TlsWatchSettings Default = new(TimeSpan.FromSeconds(1));
}
