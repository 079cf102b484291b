using GatewayKit.Plugins.JsonRpc.Errors;

namespace GatewayKit.Plugins.JsonRpc.Reading;

/// <summary>A call as the client sent it.</summary>
/// <param name="Method">The name of the method; empty if the call isn't valid.</param>
/// <param name="Id">The id as JSON; null for a notification.</param>
/// <param name="Error">The reason why the call isn't valid; null if it is.</param>
internal sealed record Call(string Method, byte[]? Id, RpcError? Error = null)
{
    /// <summary>The maximum length of the name of a method, in characters.</summary>
    public const int MaxMethodLength = 200;

    /// <summary>Gets the id of errors whose call has none that can be read (JSON-RPC 2.0, section 5).</summary>
    public static byte[] NullId { get; } = "null"u8.ToArray();
}
