using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>One compiled schema. Its keywords are set once, by the compilation.</summary>
internal sealed class SchemaNode(SchemaResource resource, JsonElement source, string pointer)
{
    public SchemaResource Resource => resource;

    public JsonElement Source => source;

    /// <summary>The JSON Pointer from the root of the document.</summary>
    public string Pointer => pointer;

    public Keyword[] Keywords { get; set; } = [];

    public List<SchemaError> Errors { get; } = [];

    public bool LooksAtUnevaluated { get; set; }

    /// <summary>Whether this is the schema that allows nothing.</summary>
    public bool IsFalse => source.ValueKind == JsonValueKind.False;

    public string Location => SchemaUri.Display(resource.Uri) + "#" + pointer[resource.Pointer.Length..];

    public bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (!context.Enter(this))
            return false;

        var own = LooksAtUnevaluated ? context.NewMarks(instance) : marks;
        var valid = true;
        foreach (var keyword in Keywords)
        {
            if (keyword.Evaluate(instance, context, own))
                continue;
            valid = false;
            if (!context.Continues)
                break;
        }
        if (LooksAtUnevaluated)
            context.Release(own, into: valid ? marks : default);
        context.Leave();
        return valid;
    }
}
