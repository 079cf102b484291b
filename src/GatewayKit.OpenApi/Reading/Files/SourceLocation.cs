using System.Globalization;
using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>A value and its location.</summary>
internal readonly record struct SourceLocation(Source Source, string Pointer, JsonElement Json)
{
    public string Location => SchemaLocation.Of(Source.Uri, Pointer);

    public SourceLocation Below(string name, JsonElement json) => new(Source, $"{Pointer}/{JsonPointer.Escape(name)}", json);

    public SourceLocation Below(int index, JsonElement json)
        => new(Source, string.Create(CultureInfo.InvariantCulture, $"{Pointer}/{index}"), json);
}
