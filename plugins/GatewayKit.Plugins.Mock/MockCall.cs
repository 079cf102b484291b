using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mock;

/// <summary>A request that a mock may answer, kept for when the upstream has had its turn.</summary>
internal sealed class MockCall(MockMode mode)
{
    public MockMode Mode { get; } = mode;

    /// <summary>The request without its body; null where the answer is fixed.</summary>
    public ApiRequest? Request { get; init; }

    public OperationMatch Match { get; init; }

    /// <summary>The body; null if it was not held, because it is too long or nobody knows how long.</summary>
    public ReadOnlyMemory<byte>? Body { get; set; }
}
