using System.Text;
using System.Text.Json;

namespace GatewayKit.Transforms;

/// <summary>
/// A value of a JSON text that can be changed. Unlike <c>JsonNode</c>, it keeps the text of numbers and strings byte for byte, has an
/// object for a <c>null</c>, and removes many members of an object in linear time.
/// </summary>
internal sealed class JsonTree
{
    private JsonTree(JsonValueKind kind, ReadOnlyMemory<byte> text, List<JsonTree>? items, List<JsonTreeMember>? members)
        => (Kind, Text, Items, Members) = (kind, text, items, members);

    public JsonValueKind Kind { get; private set; }

    /// <summary>Gets the JSON text of a number, string, boolean or null; empty for an array and an object.</summary>
    public ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Gets the items of an array; null for others.</summary>
    public List<JsonTree>? Items { get; private set; }

    /// <summary>Gets the members of an object, in order; null for others.</summary>
    public List<JsonTreeMember>? Members { get; private set; }

    public static JsonTree Null() => Scalar(JsonValueKind.Null, "null"u8.ToArray());

    public static JsonTree Array() => new(JsonValueKind.Array, default, [], null);

    public static JsonTree Object() => new(JsonValueKind.Object, default, null, []);

    public static JsonTree String(string value) => Scalar(JsonValueKind.String, JsonTreeText.Quote(value));

    public static JsonTree Boolean(bool value)
        => value ? Scalar(JsonValueKind.True, "true"u8.ToArray()) : Scalar(JsonValueKind.False, "false"u8.ToArray());

    /// <param name="text">The number as JSON writes it.</param>
    public static JsonTree Number(string text) => Scalar(JsonValueKind.Number, Encoding.ASCII.GetBytes(text));

    public static JsonTree Scalar(JsonValueKind kind, ReadOnlyMemory<byte> text) => new(kind, text, null, null);

    /// <summary>Returns the value of a string.</summary>
    public string AsString() => JsonTreeText.Unquote(Text.Span);

    /// <summary>Returns the value of a member; null without the member.</summary>
    public JsonTree? Find(string name)
    {
        if (Members is null)
            return null;
        foreach (var member in Members)
        {
            if (member.Name == name)
                return member.Value;
        }

        return null;
    }

    /// <summary>Replaces this value by another one, which isn't used anywhere else.</summary>
    public void Become(JsonTree other)
        => (Kind, Text, Items, Members) = (other.Kind, other.Text, other.Items, other.Members);

    /// <summary>Returns a value with the contents of this one, which then has to become another one.</summary>
    public JsonTree Detach() => new(Kind, Text, Items, Members);

    /// <summary>Returns a copy of the value, whose changes don't affect this one.</summary>
    public JsonTree Copy()
        => new(Kind, Text, Items?.ConvertAll(item => item.Copy()),
            Members?.ConvertAll(member => member with { Value = member.Value.Copy() }));

    /// <summary>Returns the number of values: this one, and all in it.</summary>
    public long Count()
        => 1 + (Items?.Sum(item => item.Count()) ?? 0) + (Members?.Sum(member => member.Value.Count()) ?? 0);
}
