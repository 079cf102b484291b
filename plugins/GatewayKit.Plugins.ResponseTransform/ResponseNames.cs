namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Names of headers.</summary>
public sealed record ResponseNames : IValidatedOptions
{
    /// <summary>Header names, case-insensitive.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.ValidateNames("headers", Headers);
}
