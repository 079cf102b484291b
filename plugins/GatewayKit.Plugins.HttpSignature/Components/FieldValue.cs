using System.Text;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>Writes the value of a field for a signature (RFC 9421, section 2.1).</summary>
internal static class FieldValue
{
    // Bytes that aren't valid UTF-8 arrive as private characters from U+10FE80 to U+10FEFF, with this high surrogate.
    private const char RawByte = '\uDBFF';

    public static bool TryWrite(StringBuilder output, Component component, in StringValues lines)
    {
        if (component.IsBinary)
            return TryWriteBinary(output, lines);

        var text = FieldLines.Join(lines);
        if (component.Member is { } name)
        {
            if (!new SfReader(text).TryReadDictionary(out var dictionary) || !dictionary.TryGet(name, out var member))
                return false;

            SfWriter.Write(output, member);
            return true;
        }

        if (component.IsStrict)
            return TryWriteStrict(output, component.Name, text);

        output.Append(text);
        return true;
    }

    /// <summary>Each line as a byte sequence (section 2.1.3).</summary>
    private static bool TryWriteBinary(StringBuilder output, in StringValues lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = FieldLines.Trim(lines[i]);
            if (line.Contains(RawByte, StringComparison.Ordinal))
                return false;

            output.Append(i > 0 ? ", " : "");
            SfWriter.Write(output, new SfValue(SfType.ByteSequence, Bytes: Encoding.UTF8.GetBytes(line)));
        }

        return true;
    }

    private static bool TryWriteStrict(StringBuilder output, string name, string text)
    {
        if (KnownStructuredFields.IsDictionary(name) && new SfReader(text).TryReadDictionary(out var dictionary))
            SfWriter.Write(output, dictionary);
        else if (KnownStructuredFields.IsList(name) && new SfReader(text).TryReadList(out var list))
            SfWriter.Write(output, list);
        else if (KnownStructuredFields.IsItem(name) && new SfReader(text).TryReadItem(out var item))
            SfWriter.Write(output, item);
        else
            return false;

        return true;
    }
}
