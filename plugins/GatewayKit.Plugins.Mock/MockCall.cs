using GatewayKit.OpenApi;

namespace GatewayKit.Plugins.Mock;

/// <summary>A matched request, kept until the upstream has responded.</summary>
internal sealed class MockCall(MockMode mode)
{
    public MockMode Mode { get; } = mode;

    /// <summary>The request without its body; <c>null</c> for a fixed response.</summary>
    public ApiRequest? Request { get; init; }

    public OperationMatch Match { get; init; }

    /// <summary>The body; <c>null</c> if it isn't buffered, because it is too long or its length is unknown.</summary>
    public ReadOnlyMemory<byte>? Body { get; set; }
}
