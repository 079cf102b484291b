using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.UpstreamAuth;

/// <summary>A header with a fixed value.</summary>
public sealed record StaticHeader : IValidatedOptions
{
    private static readonly HashSet<string> s_content = new(["Allow", "Expires", "Last-Modified"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The name of the header. The gateway replaces the client's header of this name.</summary>
    public string Name { get; init; } = "Authorization";

    /// <summary>The value: printable ASCII characters and spaces.</summary>
    [Secret, StringLength(8192, MinimumLength = 1)]
    public required string Value { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in HeaderOptions.ValidateName("name", Name))
            yield return error;
        if (s_content.Contains(Name) || Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))
            yield return new OptionsError("name", $"is {HeaderOptions.Quoted(Name)}, which describes the body; it must be another header");
        if (!HeaderOptions.IsValue(Value))
            yield return new OptionsError("value", "must contain only printable ASCII characters and spaces");
    }

    /// <summary>Returns the name of the type: the default implementation of a record would include the value.</summary>
    public override string ToString() => nameof(StaticHeader);
}
