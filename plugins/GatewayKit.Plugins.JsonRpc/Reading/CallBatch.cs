using GatewayKit.Plugins.JsonRpc.Errors;

namespace GatewayKit.Plugins.JsonRpc.Reading;

/// <summary>The calls of a request: a single one, or a batch (JSON-RPC 2.0, section 6).</summary>
/// <param name="calls">The calls; at least one.</param>
/// <param name="isBatch">Whether they are in an array.</param>
internal sealed class CallBatch(Call[] calls, bool isBatch)
{
    public Call[] Calls => calls;

    public bool IsBatch => isBatch;

    /// <summary>Returns the name of the method; null if the calls have several.</summary>
    public string? OnlyMethod()
        => Array.TrueForAll(calls, call => call.Method == calls[0].Method) ? calls[0].Method : null;

    /// <summary>Returns a request whose calls can't be read.</summary>
    public static CallBatch Invalid(RpcError error) => new([new Call("", Call.NullId, error)], isBatch: false);
}
