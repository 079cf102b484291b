using Microsoft.Extensions.Logging;

namespace GatewayKit.Tokens;

/// <summary>Logs the keys of issuers.</summary>
internal static partial class KeyLog
{
    [LoggerMessage(1, LogLevel.Information, "Keys of '{Issuer}' loaded: {Count}.")]
    public static partial void Loaded(ILogger logger, string issuer, int count);

    [LoggerMessage(2, LogLevel.Warning,
        "Keys of '{Issuer}' could not be fetched; tokens of known keys are still accepted. {Reason}")]
    public static partial void Stale(ILogger logger, string issuer, string reason);

    [LoggerMessage(3, LogLevel.Error, "Keys of '{Issuer}' could not be fetched; its tokens are answered with 503. {Reason}")]
    public static partial void Missing(ILogger logger, string issuer, string reason);

    [LoggerMessage(4, LogLevel.Warning, "A key of '{Issuer}' is ignored; it {Reason}.")]
    public static partial void Ignored(ILogger logger, string issuer, string reason);
}
