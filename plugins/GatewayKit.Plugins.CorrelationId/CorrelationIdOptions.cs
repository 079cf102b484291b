namespace GatewayKit.Plugins.CorrelationId;

/// <summary>The options of <c>correlation-id</c>.</summary>
public sealed record CorrelationIdOptions : IValidatedOptions
{
    /// <summary>The header that carries the id. Default: <c>X-Correlation-Id</c>.</summary>
    public string Header { get; init; } = "X-Correlation-Id";

    /// <summary>
    /// Where a new id comes from: <c>uuid</c>, a random UUID, or <c>trace</c>, the id of the trace that the request belongs to.
    /// Default: <c>uuid</c>.
    /// </summary>
    public CorrelationIdGenerator Generator { get; init; }

    /// <summary>
    /// Whether the response carries the id as well: every response, a refusal too, in the place of whatever the upstream sent
    /// under that name. Default: true.
    /// </summary>
    public bool Echo { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Name("header", Header);
}
