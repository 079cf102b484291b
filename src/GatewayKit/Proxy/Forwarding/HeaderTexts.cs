using System.Collections.Frozen;
using System.Text;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Converts the header lines of a connection's responses to strings. Most responses on a connection have the same headers as the one
/// before, so the strings of each line are reused if its bytes are the same.
/// </summary>
internal sealed class HeaderTexts
{
    private const int MaxLines = 24;
    private const int MaxLength = 96;

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> s_known = CreateKnown();

    /// <summary>The usual spelling of the name, as <see cref="Get"/> returns it.</summary>
    public static readonly string ContentLength = Name("Content-Length"u8);

    /// <inheritdoc cref="ContentLength"/>
    public static readonly string Trailer = Name("Trailer"u8);

    /// <inheritdoc cref="ContentLength"/>
    public static readonly string StrictTransportSecurity = Name("Strict-Transport-Security"u8);

    private readonly Line[] _lines = new Line[MaxLines];

    /// <param name="index">The position of the line among the headers.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>
    /// The name, in its usual spelling if it is a known one, the value in Latin-1, as the server writes it, and whether a client gets
    /// the header.
    /// </returns>
    public (string Name, string Value, bool IsCopied) Get(int index, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (index >= MaxLines || name.Length + value.Length > MaxLength)
        {
            var other = Name(name);
            return (other, Encoding.Latin1.GetString(value), CopiedHeaders.IsOfResponse(other));
        }

        ref var line = ref _lines[index];
        var bytes = line.Bytes.AsSpan();
        if (line.NameLength == name.Length && bytes[..line.NameLength].SequenceEqual(name))
        {
            if (line.ValueLength == value.Length && bytes.Slice(line.NameLength, line.ValueLength).SequenceEqual(value))
                return (line.Name, line.Value, line.IsCopied);
        }
        else
        {
            line.Name = Name(name);
            line.NameLength = name.Length;
            line.IsCopied = CopiedHeaders.IsOfResponse(line.Name);
        }

        line.Bytes ??= new byte[MaxLength];
        name.CopyTo(line.Bytes);
        value.CopyTo(line.Bytes.AsSpan(name.Length));
        line.ValueLength = value.Length;
        line.Value = Encoding.Latin1.GetString(value);
        return (line.Name, line.Value, line.IsCopied);
    }

    /// <summary>Returns the usual spelling of a known name, or the name as it is.</summary>
    public static string Name(ReadOnlySpan<byte> name)
    {
        if (name.Length > MaxLength)
            return Encoding.Latin1.GetString(name);

        Span<char> text = stackalloc char[MaxLength];
        text = text[..Encoding.Latin1.GetChars(name, text)];
        return s_known.TryGetValue(text, out var known) ? known : text.ToString();
    }

    private static FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CreateKnown()
    {
        string[] names =
        [
            "Accept-Ranges", "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods",
            "Access-Control-Allow-Origin", "Access-Control-Expose-Headers", "Access-Control-Max-Age", "Age", "Allow", "Alt-Svc",
            "Cache-Control", "Connection", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Length",
            "Content-Location", "Content-MD5", "Content-Range", "Content-Security-Policy", "Content-Type", "Date", "ETag", "Expires",
            "Keep-Alive", "Last-Modified", "Link", "Location", "P3P", "Pragma", "Proxy-Authenticate", "Retry-After", "Server",
            "Set-Cookie", "Strict-Transport-Security", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Upgrade-Insecure-Requests",
            "Vary", "Via", "Warning", "WWW-Authenticate", "X-Content-Type-Options", "X-Frame-Options", "X-Powered-By", "X-Request-ID",
            "X-XSS-Protection",
        ];
        return names.ToFrozenDictionary(n => n, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private struct Line
    {
        public byte[]? Bytes;
        public int NameLength;
        public int ValueLength;
        public bool IsCopied;
        public string Name;
        public string Value;
    }
}
