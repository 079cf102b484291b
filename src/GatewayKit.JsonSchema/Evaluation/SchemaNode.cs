using System.Text.Json;
using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>One compiled schema. The compilation sets its keywords once.</summary>
internal sealed class SchemaNode(SchemaResource resource, JsonElement source, string pointer)
{
    public SchemaResource Resource => resource;

    public JsonElement Source => source;

    /// <summary>The JSON Pointer from the root of the document.</summary>
    public string Pointer => pointer;

    public Keyword[] Keywords { get; set; } = [];

    public List<SchemaError> Findings { get; } = [];

    /// <summary>Whether several other schemas apply this one, so that it may be applied to the same location more than once.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether the result depends on the schemas that are being applied to the same location.</summary>
    public bool IsContextual { get; set; }

    /// <summary>Whether the result depends on the dynamic scope.</summary>
    public bool IsDynamic { get; set; }

    /// <summary>Whether the schema applies itself to the same instance.</summary>
    public bool IsReentrant { get; set; }

    /// <summary>Whether null is allowed, regardless of the keywords.</summary>
    public bool AllowsNull { get; set; }

    /// <summary>Whether the schema may allow too much, because a part of it or of a schema that it applies was left out.</summary>
    public bool IsLax { get; set; }

    /// <summary>Whether a part that was left out could have evaluated properties or items.</summary>
    public bool LosesMembers { get; set; }

    public bool LooksAtUnevaluated { get; set; }

    /// <summary>Whether this schema rejects everything.</summary>
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
