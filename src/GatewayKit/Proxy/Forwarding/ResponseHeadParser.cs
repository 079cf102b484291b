using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using GatewayKit.Proxy.Upstream;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Parses the head of an HTTP/1.1 response, and the trailers of a chunked one, in the buffer that they were received in (RFC 9112,
/// sections 4 and 5). Faults that a proxy may repair are repaired: spaces before a colon are removed (section 5.1), a folded line
/// becomes one line (section 5.2), and a line may end with LF alone (section 2.2). Everything else that isn't valid is rejected.
/// </summary>
/// <remarks>
/// One instance per connection. It remembers how far it has looked, so that a head in many parts is parsed in linear time.
/// </remarks>
internal sealed class ResponseHeadParser
{
    /// <summary>The maximum length of a head, and of trailers, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    private const int UsualLines = 64;

    private static readonly SearchValues<byte> s_nameBytes = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"u8);

    // Control characters other than HTAB, and DEL.
    private static readonly SearchValues<byte> s_notValueBytes = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Where(b => b != '\t').Select(b => (byte)b), 0x7f]);

    private readonly List<HeaderLine> _headers = new(UsualLines);
    private int _lineStart;
    private int _scanned;
    private bool _hasStatusLine;
    private bool _isTrailers;

    /// <summary>The status code.</summary>
    public int Status { get; private set; }

    /// <summary>Gets whether the response's version is HTTP/1.1, not HTTP/1.0.</summary>
    public bool IsHttp11 { get; private set; }

    /// <summary>The position of the reason phrase, which can be empty.</summary>
    public Range Reason { get; private set; }

    /// <summary>The headers in the order of their lines.</summary>
    public ReadOnlySpan<HeaderLine> Headers => CollectionsMarshal.AsSpan(_headers);

    /// <summary>How the end of the body is determined, apart from the method of the request.</summary>
    public BodyFraming Framing { get; private set; }

    /// <summary>The length of the body; only for <see cref="BodyFraming.Length"/>.</summary>
    public long Length { get; private set; }

    /// <summary>Gets whether the connection can't be used after this response.</summary>
    public bool Closes { get; private set; }

    /// <summary>Gets whether a <c>Connection</c> header names other headers, which must not be forwarded.</summary>
    public bool NamesHeaders { get; private set; }

    /// <summary>Begins to parse a head.</summary>
    public void Begin() => Begin(isTrailers: false);

    /// <summary>Begins to parse trailers.</summary>
    public void BeginTrailers() => Begin(isTrailers: true);

    /// <summary>Continues to parse.</summary>
    /// <param name="bytes">The bytes received so far, from the first byte of the head. Folded lines are unfolded in place.</param>
    /// <param name="length">The length of the head with the empty line at its end; only if it is complete.</param>
    /// <returns>Whether the head is complete.</returns>
    /// <exception cref="InvalidResponseException">The head isn't valid.</exception>
    public bool TryParse(Span<byte> bytes, out int length)
    {
        while (true)
        {
            var end = bytes[_scanned..].IndexOf((byte)'\n');
            if (end < 0)
            {
                _scanned = bytes.Length;
                length = 0;
                return bytes.Length > MaxLength ? throw TooLong() : false;
            }

            var next = _scanned + end + 1;
            if (next > MaxLength)
                throw TooLong();

            var line = _lineStart..(next - 1 > _lineStart && bytes[next - 2] == '\r' ? next - 2 : next - 1);
            _scanned = next;
            if (line.End.Value == line.Start.Value)
            {
                length = next;
                Finish(bytes);
                return true;
            }

            // The start of the next line tells whether this one continues there.
            if (next == bytes.Length)
            {
                _scanned = next - 1;
                length = 0;
                return false;
            }

            if (bytes[next] is (byte)' ' or (byte)'\t')
            {
                Unfold(bytes, line.End.Value, next);
                continue;
            }

            AddLine(bytes, line);
            _lineStart = next;
        }
    }

    private void Begin(bool isTrailers)
    {
        _headers.Clear();
        if (_headers.Capacity > UsualLines)
            _headers.Capacity = UsualLines;
        (_lineStart, _scanned, _hasStatusLine, _isTrailers) = (0, 0, isTrailers, isTrailers);
    }

    private static InvalidResponseException TooLong() => new($"The upstream's head is longer than {MaxLength} bytes.", isMalformed: true);

    private static InvalidResponseException InvalidStatusLine() => new("The upstream's status line isn't valid.", isMalformed: true);

    private void Unfold(Span<byte> bytes, int end, int next)
    {
        if (!_hasStatusLine)
            throw InvalidStatusLine();

        // Without this check, a fold before the colon would become a space there.
        if (!bytes[_lineStart..end].Contains((byte)':'))
            throw new InvalidResponseException("The upstream sent a header whose name isn't valid.", isMalformed: true);

        bytes[end..next].Fill((byte)' ');
    }

    private void AddLine(Span<byte> bytes, Range line)
    {
        if (_hasStatusLine)
        {
            AddHeader(bytes, line.Start.Value, line.End.Value);
            return;
        }

        ReadStatus(bytes[line], line.Start.Value);
        _hasStatusLine = true;
    }

    /// <summary>Reads <c>HTTP/1.1 200 OK</c>; the reason phrase, and the space before it, can be missing.</summary>
    private void ReadStatus(ReadOnlySpan<byte> line, int offset)
    {
        if (line.Length < 12
            || !line.StartsWith("HTTP/1."u8)
            || line[7] is not ((byte)'0' or (byte)'1')
            || line[8] != ' '
            || !Utf8Parser.TryParse(line[9..12], out int status, out var digits)
            || digits != 3
            || status < 100
            || line[9] is < (byte)'0' or > (byte)'9'
            || line.Length > 12 && line[12] != ' '
            || line[Math.Min(13, line.Length)..].ContainsAny(s_notValueBytes))
            throw InvalidStatusLine();

        Status = status;
        IsHttp11 = line[7] == '1';
        Reason = (offset + Math.Min(13, line.Length))..(offset + line.Length);
    }

    private void AddHeader(Span<byte> bytes, int start, int end)
    {
        var line = bytes[start..end];
        var colon = line.IndexOf((byte)':');
        ReadOnlySpan<byte> name = colon < 0 ? default : line[..colon].TrimEnd((byte)' ');
        if (name.IsEmpty || name.ContainsAnyExcept(s_nameBytes))
            throw new InvalidResponseException("The upstream sent a header whose name isn't valid.", isMalformed: true);

        // White space that a repair adds at the ends stays there, so that it never repairs framing.
        var value = line[(colon + 1)..].TrimStart(" \t"u8);
        var valueStart = end - value.Length;
        value = value.TrimEnd(" \t"u8);
        if (value.ContainsAny(s_notValueBytes) && !TryRepair(value))
            throw new InvalidResponseException("The upstream sent a header whose value isn't valid.");

        _headers.Add(new HeaderLine(start, name.Length, valueStart, value.Length));
    }

    /// <summary>NUL and CR become spaces, which RFC 9110, section 5.5, allows; other control characters are rejected.</summary>
    private static bool TryRepair(Span<byte> value)
    {
        value.Replace((byte)0, (byte)' ');
        value.Replace((byte)'\r', (byte)' ');
        return !value.ContainsAny(s_notValueBytes);
    }

    private void Finish(ReadOnlySpan<byte> bytes)
    {
        if (_isTrailers)
            return;
        if (!_hasStatusLine)
            throw InvalidStatusLine();

        ReadFraming(bytes);
    }

    private void ReadFraming(ReadOnlySpan<byte> bytes)
    {
        (Framing, Length, Closes, NamesHeaders) = (BodyFraming.UntilClose, 0, !IsHttp11, false);
        var (hasLength, hasCoding) = (false, false);
        foreach (var header in Headers)
        {
            var name = bytes[header.NameRange];
            var value = bytes[header.ValueRange];
            switch (header.NameLength)
            {
                case 10 when Ascii.EqualsIgnoreCase(name, "connection"u8):
                    ReadConnection(value);
                    break;
                case 14 when Ascii.EqualsIgnoreCase(name, "content-length"u8):
                    if (hasLength || !TryReadLength(value, out var length))
                        throw new InvalidResponseException("The upstream's Content-Length isn't a single number.");

                    (hasLength, Framing, Length) = (true, BodyFraming.Length, length);
                    break;
                case 17 when Ascii.EqualsIgnoreCase(name, "transfer-encoding"u8):
                    if (hasCoding || !IsHttp11 || !Ascii.EqualsIgnoreCase(value, "chunked"u8))
                        throw new InvalidResponseException("The upstream's Transfer-Encoding isn't 'chunked' in HTTP/1.1.");

                    hasCoding = true;
                    break;
            }
        }

        if (hasCoding && hasLength)
            throw new InvalidResponseException("The upstream's response has both Content-Length and Transfer-Encoding.");
        if (hasCoding)
            Framing = BodyFraming.Chunked;
        if (Framing == BodyFraming.UntilClose)
            Closes = true;
    }

    private void ReadConnection(ReadOnlySpan<byte> value)
    {
        foreach (var range in value.Split((byte)','))
        {
            var name = value[range].Trim(" \t"u8);
            if (Ascii.EqualsIgnoreCase(name, "close"u8))
                Closes = true;
            else if (!name.IsEmpty && !Ascii.EqualsIgnoreCase(name, "keep-alive"u8))
                NamesHeaders = true;
        }
    }

    private static bool TryReadLength(ReadOnlySpan<byte> value, out long length)
    {
        length = 0;
        return !value.IsEmpty
            && !value.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && Utf8Parser.TryParse(value, out length, out var read)
            && read == value.Length;
    }
}
