using System.Net.Sockets;

namespace GatewayKit.Proxy.Failures;

/// <summary>Says in one short line why forwarding failed.</summary>
internal static class ShortCause
{
    private const int MaxLength = 200;

    public static string Of(Exception? error)
    {
        // The first of an aggregate is what happened first. What HttpClient puts around a cause says nothing but that it failed,
        // except around a socket's, where it adds the address.
        while (error is AggregateException { InnerException: not null } || error is HttpRequestException { InnerException: not (null or SocketException) })
            error = error.InnerException;

        return error is null ? "no details" : Clean(error.Message);
    }

    /// <summary>A message may quote what an upstream or a client has sent.</summary>
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
