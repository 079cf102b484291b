namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>New names of headers.</summary>
public sealed record ResponseRenames : IValidatedOptions
{
    /// <summary>New header names by current name.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.ValidateRenames("headers", Headers);
}
