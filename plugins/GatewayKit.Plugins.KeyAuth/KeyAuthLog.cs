using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>Logs the use of expired keys, at most once a minute.</summary>
internal sealed partial class KeyAuthLog(TimeProvider time, ILogger logger)
{
    private readonly LogThrottle _throttle = new(time);

    public void Expired(CredentialMatch<KeyAuthCredential> match)
    {
        if (_throttle.IsDue())
            LogExpired(match.Credential.Describe(), match.Consumer.Name, match.Credential.ExpiresAt);
    }

    [LoggerMessage(1, LogLevel.Warning,
        "Key {Key} of consumer '{Consumer}' was rejected: it expired at {ExpiresAt:O}. Logged once a minute.")]
    private partial void LogExpired(string key, string consumer, DateTimeOffset? expiresAt);
}
