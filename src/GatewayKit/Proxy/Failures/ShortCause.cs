using System.Net.Sockets;

namespace GatewayKit.Proxy.Failures;

/// <summary>Describes the cause of a forwarding failure in one short line.</summary>
internal static class ShortCause
{
    private const int MaxLength = 200;

    public static string Of(Exception? error)
    {
        // The first exception of an aggregate is the oldest. The exceptions that HttpClient puts around a cause add nothing,
        // except around a socket's exception, where HttpClient adds the address. The kind of an upstream's failure is the reason.
        while (error is AggregateException { InnerException: not null } or UpstreamFailureException { InnerException: not null }
            || error is HttpRequestException { InnerException: not (null or SocketException) })
            error = error.InnerException;

        return error is null ? "no details" : Clean(error.Message);
    }

    /// <summary>A message may quote data from an upstream or a client.</summary>
    private static string Clean(string message)
    {
        var text = message.AsSpan();
        text = text[..Math.Min(text.Length, MaxLength)].TrimEnd(" .");
        return string.Create(text.Length, text, static (cleaned, text) =>
        {
            for (var i = 0; i < text.Length; i++)
                cleaned[i] = char.IsControl(text[i]) || char.IsSurrogate(text[i]) ? ' ' : text[i];
        });
    }
}
