namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Values of headers.</summary>
public sealed record ResponseValues : IValidatedOptions
{
    /// <summary>The value of a header, by its name: printable ASCII.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate() => HeaderOptions.Values("headers", Headers);
}
