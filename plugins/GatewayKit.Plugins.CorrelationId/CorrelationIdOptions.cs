namespace GatewayKit.Plugins.CorrelationId;

/// <summary>The options of <c>correlation-id</c>.</summary>
public sealed record CorrelationIdOptions : IValidatedOptions
{
    /// <summary>The header that carries the id.</summary>
    public string Header { get; init; } = "X-Correlation-Id";

    /// <summary>
    /// The source of a new id: <c>uuid</c> for a random UUID, <c>trace</c> for the trace id of the request.
    /// </summary>
    public CorrelationIdGenerator Generator { get; init; }

    /// <summary>
    /// Whether to add the id to every response, including rejections. It replaces a header of that name from the upstream.
    /// </summary>
    public bool Echo { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.ValidateName("header", Header);
}
