using GatewayKit.Transforms;

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Values of headers.</summary>
public sealed record ResponseValues : IValidatedOptions
{
    /// <summary>Header values by name, in printable ASCII; constants or templates.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
        => HeaderOptions.ValidateValues("headers", Headers).Concat(ValueSet.Validate("headers", Headers, TemplateVocabulary.Response));
}
