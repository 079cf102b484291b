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

    public List<SchemaError> Findings { get; } = [];

    /// <summary>Whether several others apply the schema, so that it may be applied to the same place more than once.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether the result depends on the schemas that are being applied to the same place.</summary>
    public bool IsContextual { get; set; }

    /// <summary>Whether the result depends on the dynamic scope.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>Whether the schema applies itself to the same instance.</summary>
    public bool IsReentrant { get; set; }

    /// <summary>Whether null is allowed, whatever the keywords say.</summary>
    public bool AllowsNull { get; set; }

    /// <summary>Whether the schema may allow more than it was meant to, as something is left out of it or of what it applies.</summary>
    public bool IsLax { get; set; }

    /// <summary>Whether what is left out could have evaluated properties or items.</summary>
    public bool LosesMembers { get; set; }

    public bool LooksAtUnevaluated { get; set; }

    /// <summary>Whether this is the schema that allows nothing.</summary>
    public bool IsFalse => source.ValueKind == JsonValueKind.False;

    public string Location => SchemaUri.Display(resource.Uri) + "#" + pointer[resource.Pointer.Length..];

    public bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (IsReentrant && context.IsApplied(this))
            return true;
        var place = -1;
        if (IsShared && !marks.AreKept && context.Recall(this, instance, out place) is { } known)
            return known;
        if (!context.Enter(this))
            return false;

        var valid = (AllowsNull && instance.ValueKind == JsonValueKind.Null) || EvaluateKeywords(instance, context, marks);
        context.Leave();
        if (place >= 0)
            context.Remember(this, place, valid);
        return valid;
    }

    private bool EvaluateKeywords(in JsonElement instance, EvaluationContext context, Marks marks)
    {
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
        return valid;
    }
}
