using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using GatewayKit.Bodies;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Reads the text of a form. A text that servers could read differently isn't valid.</summary>
internal static class FormText
{
    /// <summary>The maximum number of fields, before and after the changes.</summary>
    public const int MaxFields = 1_000;

    private static readonly byte[] s_mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Returns the fields of a form.</summary>
    /// <exception cref="ConversionException">The form isn't valid, or has too many fields.</exception>
    public static FormFields Parse(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith(s_mark))
            throw ConversionException.Invalid("begins with a byte order mark");
        if (text.Count((byte)'&') >= MaxFields)
            throw new ConversionException(ConversionFailure.TooLarge, $"has more than {MaxFields} fields");
        if (!Utf8.IsValid(Decode(text)))
            throw ConversionException.Invalid("isn't in UTF-8");

        return new FormFields(Encoding.UTF8.GetString(text));
    }

    // Separators are ASCII: the whole text is valid UTF-8 if each name and value is.
    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        if (!text.Contains((byte)'%'))
            return text;

        var decoded = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                decoded[length++] = text[i];
                continue;
            }

            if (i + 2 >= text.Length || !Utf8Parser.TryParse(text.Slice(i + 1, 2), out byte code, out var digits, 'x') || digits != 2)
                throw ConversionException.Invalid("has a percent sign without two hexadecimal digits");
            decoded[length++] = code;
            i += 2;
        }

        return decoded.AsSpan(0, length);
    }
}
