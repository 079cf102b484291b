using System.Text.Json;

namespace GatewayKit.OpenApi.Content;

/// <summary>A value as text, before its schema says what it is: a text, items or members. Or data already, where a part is JSON.</summary>
internal sealed class TextNode
{
    /// <summary>The text; null if there are items or members.</summary>
    public string? Text { get; private init; }

    /// <summary>What is data already.</summary>
    public JsonElement? Data { get; private init; }

    public List<TextNode>? Items { get; private init; }

    public List<KeyValuePair<string, TextNode>>? Members { get; private init; }

    public static TextNode Of(string text) => new() { Text = text };

    public static TextNode Of(JsonElement data) => new() { Data = data };

    public static TextNode Array() => new() { Items = [] };

    public static TextNode Object() => new() { Members = [] };

    /// <summary>Adds a member. What has the name already becomes an item beside it.</summary>
    public void Add(string name, TextNode value)
    {
        var index = Members!.FindIndex(member => member.Key == name);
        if (index < 0)
        {
            Members.Add(new(name, value));
            return;
        }
        if (Members[index].Value is { Items: { } items })
        {
            items.Add(value);
            return;
        }
        var both = Array();
        both.Items!.Add(Members[index].Value);
        both.Items.Add(value);
        Members[index] = new(name, both);
    }
}
