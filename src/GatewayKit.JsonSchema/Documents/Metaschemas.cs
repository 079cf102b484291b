using System.Collections.Frozen;
using System.Text.Json;

namespace GatewayKit.JsonSchema.Documents;

/// <summary>The documents that a schema may reference: the caller's, then the metaschemas of this library.</summary>
internal sealed class Metaschemas(JsonSchemaRegistry? registry)
{
    private static readonly FrozenDictionary<string, string> s_embedded = new Dictionary<string, string>
    {
        ["http://json-schema.org/draft-04/schema"] = "draft-04.json",
        ["http://json-schema.org/draft-07/schema"] = "draft-07.json",
        ["https://json-schema.org/draft/2020-12/schema"] = "draft-2020-12.json",
        ["https://json-schema.org/draft/2020-12/meta/core"] = "core.json",
        ["https://json-schema.org/draft/2020-12/meta/applicator"] = "applicator.json",
        ["https://json-schema.org/draft/2020-12/meta/unevaluated"] = "unevaluated.json",
        ["https://json-schema.org/draft/2020-12/meta/validation"] = "validation.json",
        ["https://json-schema.org/draft/2020-12/meta/meta-data"] = "meta-data.json",
        ["https://json-schema.org/draft/2020-12/meta/format-annotation"] = "format-annotation.json",
        ["https://json-schema.org/draft/2020-12/meta/format-assertion"] = "format-assertion.json",
        ["https://json-schema.org/draft/2020-12/meta/content"] = "content.json",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public JsonElement? Find(string uri)
    {
        if (registry is not null && registry.TryGet(uri, out var document))
            return document;
        if (!s_embedded.TryGetValue(uri, out var name))
            return null;
        using var stream = typeof(Metaschemas).Assembly.GetManifestResourceStream(name)!;
        using var metaschema = JsonDocument.Parse(stream);
        return metaschema.RootElement.Clone();
    }

    public Dialect? DialectOf(string metaschema, out string problem)
    {
        problem = "";
        if (Dialect.Of(metaschema) is { } known)
            return known;
        if (!Uri.TryCreate(metaschema, UriKind.Absolute, out var uri)
            || Find(SchemaUri.Key(uri)) is not { ValueKind: JsonValueKind.Object } document)
        {
            problem = "The metaschema is unknown; it must be draft 4, draft 7, 2020-12 or in the registry.";
            return null;
        }
        if (!document.TryGetProperty("$vocabulary", out var vocabularies) || vocabularies.ValueKind != JsonValueKind.Object)
            return new Dialect(JsonSchemaDialect.Draft202012);

        var dialect = Dialect.Of(
            vocabularies.EnumerateObject().Select(member => (member.Name, member.Value.ValueKind == JsonValueKind.True)), out var unknown);
        problem = dialect is null ? $"The metaschema requires the vocabulary '{unknown}', which isn't supported." : "";
        return dialect;
    }
}
