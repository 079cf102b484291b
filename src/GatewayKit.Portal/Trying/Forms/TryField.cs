using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>A parameter in the form of an operation.</summary>
internal sealed record TryField
{
    /// <summary>The name of the field in the form.</summary>
    public required string Key { get; init; }

    /// <summary>The name of the parameter.</summary>
    public required string Name { get; init; }

    public required ParameterLocation In { get; init; }

    public bool IsRequired { get; init; }

    /// <summary>The example with which the form is filled in; empty for none.</summary>
    public string Example { get; init; } = "";

    /// <summary>The allowed values; empty if the reader can enter any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>Whether the value is a list, which the reader separates by commas.</summary>
    public bool IsList { get; init; }

    public ParameterStyle Style { get; init; }

    public bool Explode { get; init; }

    /// <summary>The place of the parameter in words.</summary>
    public string Hint => $"{In.ToString().ToLowerInvariant()}{(IsRequired ? ", required" : "")}{(IsList ? ", separated by commas" : "")}";
}
