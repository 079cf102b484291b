using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace GatewayKit.Plugins.Mcp.Server;

/// <summary>Reports parameters that aren't valid as the client's error: the SDK reports them as an error of the server.</summary>
internal static class Parameters
{
    /// <summary>Wraps the handler of the client's messages (JSON-RPC 2.0, section 5.1).</summary>
    public static McpMessageHandler Check(McpMessageHandler next) => async (message, cancellation) =>
    {
        try
        {
            await next(message, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new McpProtocolException("Invalid params.", McpErrorCode.InvalidParams);
        }
    };
}
