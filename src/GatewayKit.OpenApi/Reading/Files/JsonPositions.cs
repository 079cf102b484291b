using System.Globalization;
using System.Text;
using System.Text.Json;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Finds positions in well-formed JSON text.</summary>
internal static class JsonPositions
{
    public static void Find(ReadOnlyMemory<byte> text, PointerTree tree)
    {
        var reader = new Utf8JsonReader(text.Span, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        tree.Position = Of(text.Span, (int)reader.TokenStartIndex);
        Visit(ref reader, tree, text.Span);
    }

    /// <summary>Returns the line and column of a byte, both from 1. Columns count UTF-16 code units, as editors do.</summary>
    public static (int Line, int Column) Of(ReadOnlySpan<byte> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    private static void Visit(ref Utf8JsonReader reader, PointerTree node, ReadOnlySpan<byte> text)
    {
        if (node.IsLeaf)
        {
            reader.Skip();
            return;
        }
        var isArray = reader.TokenType == JsonTokenType.StartArray;
        if (!isArray && reader.TokenType != JsonTokenType.StartObject)
            return;

        for (var index = 0; reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray); index++)
        {
            var start = (int)reader.TokenStartIndex;
            var below = node.Below(isArray ? index.ToString(CultureInfo.InvariantCulture) : reader.GetString()!);
            if (!isArray)
                reader.Read();
            if (below is null)
            {
                reader.Skip();
                continue;
            }
            below.Position = Of(text, start);
            Visit(ref reader, below, text);
        }
    }
}
