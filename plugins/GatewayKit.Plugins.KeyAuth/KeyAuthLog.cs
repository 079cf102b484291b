using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>Logs the use of expired keys, at most once a minute.</summary>
internal sealed partial class KeyAuthLog(TimeProvider time, ILogger logger)
{
    private const int QuietSeconds = 60;

    private long _logAfter = long.MinValue;

    public void Expired(CredentialMatch<KeyAuthCredential> match)
    {
        var now = time.GetTimestamp();
        var after = Volatile.Read(ref _logAfter);
        if (now >= after && Interlocked.CompareExchange(ref _logAfter, now + (QuietSeconds * time.TimestampFrequency), after) == after)
            LogExpired(match.Credential.Describe(), match.Consumer.Name, match.Credential.ExpiresAt);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Key {Key} of consumer '{Consumer}' was rejected: it expired at {ExpiresAt:O}. Logged once a minute.")]
    private partial void LogExpired(string key, string consumer, DateTimeOffset? expiresAt);
}
