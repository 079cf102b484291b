using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>Finds and splits a value among pairs: the style <c>form</c> and the delimited styles, for queries, cookies and forms. An
/// exploded object takes the names of its properties; an open object takes all names that aren't among the
/// <paramref name="others"/>.</summary>
internal sealed class FormText(
    string name, ParameterStyle style, bool explode, SchemaSurface shape, TextDecoding decoding, IReadOnlySet<string> others)
{
    private readonly char _separator = Separators.Of(style);

    private bool SpreadsMembers => explode && shape.IsObject;

    public bool Claims(QueryPair pair) => pair.Is(name) || (SpreadsMembers && HasMember(pair.Name.ToString()));

    public int Count(List<QueryPair> pairs)
    {
        var count = 0;
        foreach (var pair in pairs)
            count += pair.Is(name) ? 1 : 0;
        return count;
    }

    public bool IsEmpty(List<QueryPair> pairs) => Count(pairs) == 1 && pairs.Find(pair => pair.Is(name)).Value.IsEmpty;

    public bool HasSeveral(List<QueryPair> pairs)
        => Count(pairs) > 1 || (!explode
            && pairs.Find(pair => pair.Is(name)) is var found
            && Separators.Plain(found.Value.Span, style).Contains(_separator));

    /// <summary>Reads the value: whether there is one, and <c>null</c> if it is malformed.</summary>
    public (bool IsPresent, TextNode? Node) Take(List<QueryPair> pairs, TextKind kind)
    {
        if (kind == TextKind.Object && explode)
            return TakeMembers(pairs);
        if (kind == TextKind.Array)
            return TakeItems(pairs);
        foreach (var pair in pairs)
        {
            if (pair.Is(name))
                return (true, StyledText.Read(kind == TextKind.Scalar ? pair.Value.Span : Separators.Plain(pair.Value.Span, style),
                    _separator, kind, explode: false, decoding));
        }
        return default;
    }

    private (bool, TextNode?) TakeItems(List<QueryPair> pairs)
    {
        TextNode? array = null;
        foreach (var pair in pairs)
        {
            if (!pair.Is(name))
                continue;
            array ??= TextNode.Array();
            if (!Add(array, pair.Value.Span))
                return (true, null);
        }
        return (array is not null, array);
    }

    private bool Add(TextNode array, ReadOnlySpan<char> raw)
    {
        if (!explode)
            return raw.IsEmpty || DelimitedText.AddItems(array, SeparatorsIn(raw), _separator, decoding);
        if (array.Items!.Count == DelimitedText.MaxItems || decoding.Decode(raw) is not { } text)
            return false;
        array.Items.Add(TextNode.Of(text));
        return true;
    }

    /// <summary>Browsers encode commas too. If no item can be text, encoded commas can only be separators.</summary>
    private ReadOnlySpan<char> SeparatorsIn(ReadOnlySpan<char> raw)
    {
        if (_separator != ',')
            return Separators.Plain(raw, style);
        return raw.Contains('%') && !shape.Items.IsUnknown && !shape.Items.Types.HasFlag(JsonTypes.String)
            ? raw.ToString().Replace("%2C", ",", StringComparison.OrdinalIgnoreCase)
            : raw;
    }

    private (bool, TextNode?) TakeMembers(List<QueryPair> pairs)
    {
        TextNode? members = null;
        foreach (var pair in pairs)
        {
            var member = pair.Name.ToString();
            if (!HasMember(member))
                continue;
            members ??= TextNode.Object();
            if (members.Members!.Count == DelimitedText.MaxItems || decoding.Decode(pair.Value.Span) is not { } text)
                return (true, null);
            members.Add(member, TextNode.Of(text));
        }
        return (members is not null, members);
    }

    private bool HasMember(string member) => shape.Properties.ContainsKey(member) || (shape.IsOpen && !others.Contains(member));
}
