using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>Logs why certificates are rejected, at most once per second: clients can cause each entry.</summary>
internal sealed partial class MtlsAuthLog(ILogger logger, TimeProvider time)
{
    private readonly LogThrottle _rejections = new(time, TimeSpan.FromSeconds(1));
    private readonly LogThrottle _headers = new(time, TimeSpan.FromSeconds(1));

    public void Rejected(X509Certificate2 certificate, string fault)
    {
        if (logger.IsEnabled(LogLevel.Information) && _rejections.IsDue())
            LogRejected(certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant(), fault);
    }

    public void RejectedHeader(string fault)
    {
        if (_headers.IsDue())
            LogHeader(fault);
    }

    public void ListFailed(string source, Exception error) => LogList(source, error.Message);

    [LoggerMessage(1, LogLevel.Information, "Client certificate '{Thumbprint}' (SHA-256) rejected: {Fault}.")]
    private partial void LogRejected(string thumbprint, string fault);

    [LoggerMessage(2, LogLevel.Information, "Forwarded client certificate rejected: {Fault}.")]
    private partial void LogHeader(string fault);

    [LoggerMessage(3, LogLevel.Warning, "Revocation list '{Source}' can't be used; the earlier one stays in use until it expires: {Cause}")]
    private partial void LogList(string source, string cause);
}
