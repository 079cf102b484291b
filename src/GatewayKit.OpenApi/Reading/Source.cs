using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>A file that has been parsed.</summary>
/// <param name="Uri">The URI that references to it have, without fragment.</param>
/// <param name="Name">What errors call it.</param>
/// <param name="Text">Its text, in UTF-8.</param>
/// <param name="IsYaml">Whether the text is YAML.</param>
/// <param name="Root">What it holds.</param>
internal sealed record Source(Uri Uri, string Name, ReadOnlyMemory<byte> Text, bool IsYaml, JsonElement Root)
{
    public PointerSteps Steps { get; } = new();

    public Place Whole => new(this, "", Root);
}
