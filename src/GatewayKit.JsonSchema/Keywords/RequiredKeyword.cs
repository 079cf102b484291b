using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>required</c>: one violation for every missing property. Properties that OpenAPI removes from a direction aren't required in
/// it.</summary>
internal sealed class RequiredKeyword(SchemaNode schema, string[] names) : Keyword(schema, "required")
{
    /// <summary>The maximum number of names times properties that are compared one by one.</summary>
    private const int Few = 64;

    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _places
        = names
            .Select((name, place) => (name, place))
            .ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> Names => names;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("required", out var value)
            || IsFlag(schema, value)
            || schema.Names("required", value) is not { Length: > 0 } names)
            return;
        if (DirectedProperties.For(schema) is { } directed)
            names = Array.FindAll(names, name => !directed.Has(name));
        if (names.Length > 0)
            schema.Add(new RequiredKeyword(schema.Node, names));
    }

    /// <summary>Draft 3 declared it on the property itself; a <c>false</c> there can be ignored.</summary>
    private static bool IsFlag(SchemaReader schema, JsonElement value)
    {
        const string rule = "'required' must be the list of required names, next to 'properties'.";
        var flag = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.ValueKind == JsonValueKind.True
            : schema.Options.Tolerant ? LenientValues.Flag(value)
            : null;
        if (flag == true)
            schema.Error("required", rule);
        else if (flag == false)
            schema.Tolerates("required", rule, "It is false and is ignored.");
        return flag is not null;
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
    {
        if (instance.ValueKind != JsonValueKind.Object)
            return true;
        var count = instance.GetPropertyCount();
        if (!context.Take((count + names.Length) / 8, Owner))
            return false;
        return (long)count * names.Length <= Few ? HasEach(instance, context) : HasAll(instance, context);
    }

    private bool HasEach(in JsonElement instance, EvaluationContext context)
    {
        var valid = true;
        foreach (var name in names)
        {
            if (JsonMembers.TryGet(instance, name, out _))
                continue;
            valid = false;
            if (!context.Collects)
                break;
            Report(name, context);
        }
        return valid;
    }

    /// <summary>Uses one pass over many properties, so that the time stays linear.</summary>
    private bool HasAll(in JsonElement instance, EvaluationContext context)
    {
        var missing = names.Length;
        Span<bool> found = names.Length <= 256 ? stackalloc bool[names.Length] : new bool[names.Length];
        Span<char> buffer = stackalloc char[JsonText.BufferSize];
        foreach (var property in instance.EnumerateObject())
        {
            using var name = JsonText.NameOf(property, buffer);
            if (!_places.TryGetValue(name.Characters, out var place) || found[place])
                continue;
            found[place] = true;
            missing--;
        }
        for (var i = 0; i < names.Length && missing > 0 && context.Collects; i++)
        {
            if (!found[i])
                Report(names[i], context);
        }
        return missing == 0;
    }

    private void Report(string name, EvaluationContext context)
        => context.Report(this, $"The property '{Shortened.Text(name)}' is required.");
}
