using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace GatewayKit.Tls;

/// <summary>
/// Closes the connection of a client that doesn't start with a valid hello. .NET's TLS throws errors of the server for some of them, which
/// Kestrel would log with a stack trace each, without a limit.
/// </summary>
internal sealed class HelloGuard
{
    private static readonly HelloGuard s_mark = new();

    private HelloGuard()
    {
    }

    /// <summary>Notes that the hello is valid: later errors aren't the client's.</summary>
    public static void Pass(ConnectionContext connection) => connection.Features.Set(s_mark);

    /// <summary>Performs the handshake and what follows.</summary>
    public static async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        try
        {
            await next(connection).ConfigureAwait(false);
        }
        catch (Exception) when (connection.Features.Get<HelloGuard>() is null)
        {
            // The value that Kestrel uses for its other failed handshakes.
            connection.Features.Get<IConnectionMetricsTagsFeature>()?.Tags.Add(new("error.type", "tls_handshake_failed"));
        }
    }
}
