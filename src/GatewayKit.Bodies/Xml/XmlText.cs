using System.Text;
using System.Xml;

namespace GatewayKit.Bodies;

/// <summary>
/// Opens an XML document from outside: without a document type definition, so without entities, and without access to anything else.
/// The encoding is that of the byte order mark, of the media type or of the document, in this order (RFC 7303, section 3).
/// </summary>
internal static class XmlText
{
    private const int MaxDeclaration = 200;

    private static readonly (byte[] Mark, Encoding Encoding)[] s_marks =
    [
        ([0xEF, 0xBB, 0xBF], new UTF8Encoding(false, throwOnInvalidBytes: true)),
        ([0xFF, 0xFE, 0, 0], new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0, 0, 0xFE, 0xFF], new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true)),
        ([0xFF, 0xFE], new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true)),
        ([0xFE, 0xFF], new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true)),
    ];

    private static Encoding Utf8 => s_marks[0].Encoding;

    private static Encoding LittleEndian => s_marks[3].Encoding;

    private static Encoding BigEndian => s_marks[4].Encoding;

    /// <summary>Opens a document. Reading it throws <see cref="XmlException"/>, or <see cref="DecoderFallbackException"/> for bytes that
    /// aren't valid in its encoding.</summary>
    /// <param name="body">The document.</param>
    /// <param name="charset">The charset of its media type; <c>null</c> if there is none.</param>
    /// <exception cref="ConversionException">The encoding isn't known. Reading throws it for a document type definition, and for an element
    /// with too many attributes.</exception>
    public static XmlReader Open(ReadOnlyMemory<byte> body, string? charset)
    {
        var encoding = EncodingOf(body.Span, charset, out var mark);
        var text = new StreamReader(new MemoryStream(body[mark..].ToArray(), writable: false), encoding, false);
        return XmlReader.Create(new CheckedMarkup(text), new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = Math.Max(1, body.Length),
            MaxCharactersFromEntities = 1024,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = true,
        });
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> body, string? charset, out int mark)
    {
        foreach (var (bytes, encoding) in s_marks)
        {
            if (body.StartsWith(bytes))
            {
                mark = bytes.Length;
                return encoding;
            }
        }

        mark = 0;
        var unmarked = body.StartsWith("<\0"u8) ? LittleEndian : body.StartsWith("\0<"u8) ? BigEndian : null;
        if (charset is null)
            return unmarked ?? (Declared(body) is { } declared ? Named(declared) : Utf8);

        // The name leaves the byte order open (RFC 2781, section 4.3).
        return charset.Equals("utf-16", StringComparison.OrdinalIgnoreCase) ? unmarked ?? BigEndian : Named(charset);
    }

    private static Encoding Named(string name)
    {
        try
        {
            var (encoder, decoder) = (EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return CodePagesEncodingProvider.Instance.GetEncoding(name, encoder, decoder) ?? Encoding.GetEncoding(name, encoder, decoder);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            throw new ConversionException(
                ConversionFailure.UnknownCharset, $"is in the unknown charset '{ConversionException.Shown(name)}'", error);
        }
    }

    /// <summary>Returns the encoding in the declaration of a document; <c>null</c> if there is none.</summary>
    private static string? Declared(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith("<?xml"u8))
            return null;

        var declaration = body[..Math.Min(body.Length, MaxDeclaration)];
        if (declaration.IndexOf("?>"u8) is >= 0 and var end)
            declaration = declaration[..end];
        if (declaration.IndexOf("encoding"u8) is not (>= 0 and var start))
            return null;

        var value = declaration[(start + 8)..].TrimStart(" \t\r\n="u8);
        return value.Length > 1 && value[0] is (byte)'"' or (byte)'\'' && value[1..].IndexOf(value[0]) is > 0 and var length
            ? Encoding.Latin1.GetString(value.Slice(1, length))
            : null;
    }
}
