using System.Text.Json;
using GatewayKit.OpenApi;
using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Reference;

/// <summary>Creates the views of the schemas on one page: at most 6 levels of each, and 500 parts of all, within the page's
/// budget.</summary>
internal sealed class SchemaViews
{
    private const int MaxDepth = 6;
    private const int MaxReferences = 32;
    private const int MaxMembers = 100;

    private readonly HashSet<string> _above = new(StringComparer.Ordinal);
    private int _left = 500;

    /// <summary>The budget of the page.</summary>
    public PageBudget Budget { get; } = new();

    public SchemaView? Of(OpenApiSchema? schema) => schema is null ? null : Create(schema, 0);

    private SchemaView Create(OpenApiSchema schema, int depth)
    {
        if (_left <= 0)
            return Cut;

        var name = default(string);
        var description = SchemaText.Of(schema.Json, "description");
        for (var steps = 0; steps < MaxReferences && ReferenceIn(schema.Json) is { } reference; steps++)
        {
            if (schema.Follow(reference) is not { } target)
                return new SchemaView { Type = "any", Description = description };

            (schema, name) = (target, SchemaText.NameOf(target.Location));
            description ??= SchemaText.Of(schema.Json, "description");
        }

        if (schema.Json.ValueKind != JsonValueKind.Object)
            return new SchemaView { Type = schema.Json.ValueKind == JsonValueKind.False ? "nothing" : "any", Name = name };

        var view = new SchemaView
        {
            Type = SchemaText.TypeOf(schema.Json),
            Name = name,
            Description = description,
            Rules = SchemaText.RulesOf(schema.Json),
            Values = SchemaText.ValuesOf(schema.Json),
            IsDeprecated = SchemaText.Is(schema.Json, "deprecated"),
            IsReadOnly = SchemaText.Is(schema.Json, "readOnly"),
            IsWriteOnly = SchemaText.Is(schema.Json, "writeOnly"),
        };
        if (!Budget.TryTake(0, SizeOf(view)))
            return Cut;
        if (_above.Contains(schema.Location))
            return view with { IsRecursive = true };
        if (depth >= MaxDepth)
            return view with { IsCut = true };

        _left--;
        _above.Add(schema.Location);
        view = WithParts(view, schema, depth + 1);
        _above.Remove(schema.Location);
        return view with { IsCut = _left <= 0 };
    }

    private static SchemaView Cut { get; } = new() { Type = SchemaText.AnyType, IsCut = true };

    private static int SizeOf(SchemaView view)
        => (view.Name?.Length ?? 0) + Math.Min(view.Description?.Length ?? 0, SafeMarkdown.MaxLength)
            + view.Rules.Sum(rule => rule.Length) + view.Values.Sum(value => value.Length);

    private SchemaView WithParts(SchemaView view, OpenApiSchema schema, int depth)
    {
        var members = Members(schema, depth);
        foreach (var part in Branches(schema, "allOf", depth))
        {
            members.AddRange(part.Members.Where(member => !members.Exists(known => known.Name == member.Name)));
            view = view with
            {
                Type = view.Type == SchemaText.AnyType ? part.Type : view.Type,
                Description = view.Description ?? part.Description,
                Rules = [.. view.Rules.Union(part.Rules, StringComparer.Ordinal)],
                Values = view.Values.Count > 0 ? view.Values : part.Values,
                Items = view.Items ?? part.Items,
                Branches = [.. view.Branches, .. part.Branches],
            };
        }

        var items = schema.Below("items");
        return view with
        {
            Members = members,
            Items = items is null ? view.Items : Create(items, depth),
            Branches = [.. view.Branches, .. Branches(schema, "oneOf", depth), .. Branches(schema, "anyOf", depth)],
        };
    }

    private List<SchemaMember> Members(OpenApiSchema schema, int depth)
    {
        var members = new List<SchemaMember>();
        if (schema.Json.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
        {
            var required = SchemaText.RequiredIn(schema.Json);
            foreach (var property in properties.EnumerateObject().Take(MaxMembers))
            {
                if (_left <= 0 || !Budget.TryTake(0, property.Name.Length))
                    break;
                if (schema.Below($"properties/{SchemaText.Escape(property.Name)}") is { } below)
                    members.Add(new SchemaMember(property.Name, required.Contains(property.Name), Create(below, depth)));
            }
        }

        if (schema.Below("additionalProperties") is { Json.ValueKind: JsonValueKind.Object } additional)
            members.Add(new SchemaMember("(other names)", false, Create(additional, depth)));
        return members;
    }

    private List<SchemaView> Branches(OpenApiSchema schema, string keyword, int depth)
    {
        var branches = new List<SchemaView>();
        if (!schema.Json.TryGetProperty(keyword, out var list) || list.ValueKind != JsonValueKind.Array)
            return branches;

        for (var i = 0; i < Math.Min(list.GetArrayLength(), MaxMembers) && _left > 0; i++)
        {
            if (schema.Below($"{keyword}/{i}") is { } branch)
                branches.Add(Create(branch, depth));
        }

        return branches;
    }

    private static string? ReferenceIn(JsonElement json)
        => json.ValueKind == JsonValueKind.Object && json.TryGetProperty("$ref", out var reference)
            && reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
}
