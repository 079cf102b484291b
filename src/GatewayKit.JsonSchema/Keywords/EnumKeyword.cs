using System.Text.Json;
using GatewayKit.JsonSchema.Evaluation;
using GatewayKit.JsonSchema.Reading;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.JsonSchema.Keywords;

/// <summary><c>enum</c>. Few values are compared one by one; many, as in lists of codes, are looked up.</summary>
internal sealed class EnumKeyword : Keyword
{
    private const int Few = 4;

    private readonly JsonElement[] _values;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>>? _strings;
    private readonly HashSet<JsonElement>? _set;
    private readonly bool _allowsNull;

    private EnumKeyword(SchemaNode schema, JsonElement[] values, bool allowsNull) : base(schema, "enum")
    {
        (_values, _allowsNull) = (values, allowsNull);
        if (values.Length > Few && values.All(value => value.ValueKind == JsonValueKind.String))
            _strings = values.Select(AsText).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        else if (values.Length > Few)
            _set = values.ToHashSet(JsonValueComparer.Instance);
    }

    public IReadOnlyList<JsonElement> Values => _values;

    public bool AllowsNull => _allowsNull;

    public static void Read(SchemaReader schema)
    {
        if (!schema.TryGet("enum", JsonValueKind.Array, out var array))
            return;
        JsonElement[] values = [.. array.EnumerateArray().Select(value => schema.OfType("enum", value))];
        if (schema.Options.Tolerant && values.Length == 0)
            schema.Warn("enum", "'enum' is empty and is ignored.");
        else
            schema.Add(new EnumKeyword(schema.Node, values, schema.IsNullable));
        if (schema.Options.Tolerant && values.Length != values.ToHashSet(JsonValueComparer.Instance).Count)
            schema.Warn("enum", "A value appears twice in 'enum'.");
    }

    public override bool Evaluate(in JsonElement instance, EvaluationContext context, Marks marks)
        => (context.TakeReading(instance, Owner, 1 + Math.Min(_values.Length, Few)) && Contains(instance))
            || (_allowsNull && instance.ValueKind == JsonValueKind.Null)
            || context.Fail(this, instance);

    public override string Message(in JsonElement instance)
        => "The value must be one of "
            + $"{string.Join(", ", _values.Take(20).Select(value => Shortened.Text(value.GetRawText())))}"
            + $"{(_values.Length > 20 ? ", ..." : "")}.";

    private bool Contains(in JsonElement instance)
    {
        if (_strings is { } strings)
        {
            if (instance.ValueKind != JsonValueKind.String)
                return false;
            using var text = JsonText.Of(instance, stackalloc char[JsonText.BufferSize]);
            return strings.Contains(text.Characters);
        }
        if (_set is not null)
            return _set.Contains(instance);
        foreach (var value in _values)
        {
            if (JsonEquality.Equal(instance, value))
                return true;
        }
        return false;
    }

    private static string AsText(JsonElement value)
    {
        using var text = JsonText.Of(value, stackalloc char[JsonText.BufferSize]);
        return text.Characters.ToString();
    }
}
