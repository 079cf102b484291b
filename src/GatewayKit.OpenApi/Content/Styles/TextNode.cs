using System.Text.Json;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>A value as text, before its schema determines its type: a text, items or members. If a part is JSON, the value is data
/// already.</summary>
internal sealed class TextNode
{
    private const int Many = 16;

    private Dictionary<string, int>? _indexes;
    private HashSet<string>? _several;

    /// <summary>The text; <c>null</c> if the value has items or members.</summary>
    public string? Text { get; private init; }

    /// <summary>The value, if it is data already.</summary>
    public JsonElement? Data { get; private init; }

    public List<TextNode>? Items { get; private init; }

    public List<KeyValuePair<string, TextNode>>? Members { get; private init; }

    public static TextNode Of(string text) => new() { Text = text };

    public static TextNode Of(JsonElement data) => new() { Data = data };

    public static TextNode Array() => new() { Items = [] };

    public static TextNode Object() => new() { Members = [] };

    /// <summary>Adds a member. If the name already exists, its values become items.</summary>
    public void Add(string name, TextNode value)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            _indexes?.Add(name, Members!.Count);
            Members!.Add(new(name, value));
            return;
        }
        if (_several?.Contains(name) == true)
        {
            Members![index].Value.Items!.Add(value);
            return;
        }
        var both = Array();
        both.Items!.Add(Members![index].Value);
        both.Items.Add(value);
        Members[index] = new(name, both);
        (_several ??= new(StringComparer.Ordinal)).Add(name);
    }

    /// <summary>Returns the value of a member; <c>null</c> if it is missing.</summary>
    public TextNode? Find(string name) => IndexOf(name) is var index and >= 0 ? Members![index].Value : null;

    /// <summary>Indexes the names if there are many members, so that the time stays linear.</summary>
    private int IndexOf(string name)
    {
        if (Members!.Count < Many)
            return Members.FindIndex(member => member.Key == name);
        if (_indexes is null)
        {
            _indexes = new(StringComparer.Ordinal);
            for (var i = 0; i < Members.Count; i++)
                _indexes[Members[i].Key] = i;
        }
        return _indexes.GetValueOrDefault(name, -1);
    }
}
