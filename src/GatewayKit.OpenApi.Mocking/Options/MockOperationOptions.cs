namespace GatewayKit.OpenApi.Mocking;

/// <summary>Options for mocking one operation.</summary>
public sealed record MockOperationOptions
{
    /// <summary>The status code of responses, unless the client asks for another one; <c>null</c> for the operation's lowest
    /// success.</summary>
    public int? Status { get; init; }

    /// <summary>The name of the example to return, unless the client asks for another one; <c>null</c> for the first example.</summary>
    public string? Example { get; init; }

    /// <summary>The delay of responses; <c>null</c> for the delay of all operations.</summary>
    public MockDelay? Delay { get; init; }
}
