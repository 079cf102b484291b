namespace GatewayKit.Plugins.CorrelationId;

/// <summary>The options of <c>correlation-id</c>.</summary>
public sealed record CorrelationIdOptions : IValidatedOptions
{
    /// <summary>The header that carries the id. Default: <c>X-Correlation-Id</c>.</summary>
    public string Header { get; init; } = "X-Correlation-Id";

    /// <summary>Where a new id comes from. Default: <c>uuid</c>.</summary>
    public CorrelationIdGenerator Generator { get; init; }

    /// <summary>Whether the response carries the id as well. Default: true.</summary>
    public bool Echo { get; init; } = true;

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Name("header", Header);
}
