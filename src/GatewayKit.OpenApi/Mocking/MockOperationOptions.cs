namespace GatewayKit.OpenApi.Mocking;

/// <summary>How one operation is mocked, where it differs from the others.</summary>
public sealed record MockOperationOptions
{
    /// <summary>The status code that is answered unless the client asks for another; null for the operation's lowest success.</summary>
    public int? Status { get; init; }

    /// <summary>The name of the example that is answered unless the client asks for another; null for the first.</summary>
    public string? Example { get; init; }

    /// <summary>How long answers are held back; null for what holds for all.</summary>
    public MockDelay? Delay { get; init; }
}
