using GatewayKit.JsonSchema.Documents;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Model;

/// <summary>The schemas that apply to a value.</summary>
/// <param name="All">All of them, including annotated references.</param>
/// <param name="Applied">Those whose keywords are applied.</param>
/// <param name="Types">The types that they allow.</param>
internal sealed record SurfaceParts(
    List<SchemaPart<OpenApiSchema>> All, List<SchemaPart<OpenApiSchema>> Applied, JsonTypes Types)
{
    /// <summary>Returns the schemas that apply with some others. Types of optional ones only count if the others don't restrict
    /// types.</summary>
    public static SurfaceParts Of(IEnumerable<SchemaPart<OpenApiSchema>> roots)
    {
        var parts = new SchemaParts<OpenApiSchema>();
        var (always, sometimes) = (TypeNames.Any, JsonTypes.None);
        foreach (var root in roots)
        {
            var types = parts.Read(root.Schema);
            if (root.IsOptional)
                sometimes |= types;
            else
                always = DeclaredTypes.Narrow(always, types);
        }
        if (always == TypeNames.Any && sometimes != JsonTypes.None)
            always = sometimes;
        var applied = parts.All.FindAll(part => !part.IsReference);
        var hinted = always == TypeNames.Any
            ? applied.Aggregate(JsonTypes.None, (types, part) => types | DeclaredTypes.Hinted(part.Schema.Json))
            : JsonTypes.None;
        return new SurfaceParts(parts.All, applied, hinted == JsonTypes.None ? always : hinted);
    }
}
