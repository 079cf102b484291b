using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>A parsed file.</summary>
/// <param name="Uri">The URI of the file in references, without a fragment.</param>
/// <param name="Name">The name in errors.</param>
/// <param name="Text">Its text, in UTF-8.</param>
/// <param name="IsYaml">Whether the text is YAML.</param>
/// <param name="Root">The root value.</param>
internal sealed record Source(Uri Uri, string Name, ReadOnlyMemory<byte> Text, bool IsYaml, JsonElement Root)
{
    public PointerSteps Steps { get; } = new();

    public SourceLocation Whole => new(this, "", Root);
}
