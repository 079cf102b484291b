namespace GatewayKit.Explaining;

/// <summary>The messages of a dry run.</summary>
/// <param name="RequestBody">The body of the request; empty for none. Its <c>Content-Type</c> is one of the request's headers.</param>
public sealed record SampleMessages(ReadOnlyMemory<byte> RequestBody)
{
    /// <summary>Gets the body of the response that the upstream would send; null for a dry run of the request only.</summary>
    public ReadOnlyMemory<byte>? ResponseBody { get; init; }

    /// <summary>Gets the status of that response, 200 to 599. Default: 200.</summary>
    public int ResponseStatus { get; init; } = 200;

    /// <summary>Gets the headers of that response. Default: <c>Content-Type: application/json</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ResponseHeaders { get; init; } =
        [KeyValuePair.Create("Content-Type", "application/json")];
}
