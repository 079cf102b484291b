using System.Buffers;
using System.Buffers.Text;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using GatewayKit.Edge;
using GatewayKit.Proxy.Upstream;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Forwarding;

/// <summary>
/// Writes the head of a request (RFC 9112, sections 3 and 5) as the HTTP client does: several values of a header become one line.
/// </summary>
internal sealed class RequestHeadWriter
{
    private const int UsualSize = 2048;

    // An IPv6 address with a scope; a number of 64 bits is shorter.
    private const int LongestAddress = 80;

    private static readonly SearchValues<char> s_nameChars = SearchValues.Create(
        "!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~");

    // A target with anything else would end the request line.
    private static readonly SearchValues<char> s_targetChars = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    private static readonly SearchValues<char> s_notValueChars = SearchValues.Create("\r\n\0");

    private byte[] _buffer = new byte[UsualSize];
    private int _count;

    /// <summary>The bytes written so far.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _count);

    /// <summary>Begins a head with its request line.</summary>
    /// <exception cref="HttpRequestException">The target isn't valid.</exception>
    public void Begin(string method, string target)
    {
        Begin();
        WriteRequestLine(UsualMethod(method), target);
    }

    /// <summary>Writes a header of the client's request, or of a hook. Several values become one line.</summary>
    /// <remarks>As by YARP, a header that isn't valid, or that would end its line, isn't sent.</remarks>
    public void WriteCopied(string name, in StringValues values)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(s_nameChars))
            return;

        foreach (var value in values)
        {
            if (value is null || value.AsSpan().ContainsAny('\r', '\n'))
                return;
        }

        WriteAscii(name);
        Write(": "u8);
        for (var i = 0; i < values.Count; i++)
        {
            if (i > 0)
                WriteAscii(SeparatorOf(name));
            WriteValue(values[i]!);
        }

        Write("\r\n"u8);
    }

    /// <summary>Writes a header.</summary>
    /// <exception cref="InvalidHeaderException">The value would end its line.</exception>
    public void Write(string name, string value)
    {
        WriteAscii(name);
        Write(": "u8);
        WriteValue(value);
        Write("\r\n"u8);
    }

    /// <summary>Writes a header whose value is an address.</summary>
    public void Write(string name, IPAddress address)
    {
        WriteAscii(name);
        Write(": "u8);
        if (((IUtf8SpanFormattable)address).TryFormat(Room(LongestAddress), out var written, default, null))
            _count += written;
        Write("\r\n"u8);
    }

    /// <summary>Writes the length of the body.</summary>
    public void WriteLength(long length)
    {
        Write("Content-Length: "u8);
        Utf8Formatter.TryFormat(length, Room(LongestAddress), out var written);
        _count += written;
        Write("\r\n"u8);
    }

    /// <summary>Writes a line.</summary>
    public void Write(ReadOnlySpan<byte> line)
    {
        line.CopyTo(Room(line.Length));
        _count += line.Length;
    }

    /// <summary>Ends the head.</summary>
    public void End() => Write("\r\n"u8);

    /// <summary>Returns whether a request with a method has a length although it has no body (RFC 9110, section 8.6).</summary>
    public static bool MustHaveLength(string method)
        => !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsDelete(method));

    private void Begin()
    {
        _count = 0;
        if (_buffer.Length > 4 * UsualSize)
            _buffer = new byte[UsualSize];
    }

    /// <summary>Writes the whole head of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">The origin that it goes to.</param>
    /// <exception cref="InvalidHeaderException">A header's value would end its line.</exception>
    /// <exception cref="HttpRequestException">The target isn't valid.</exception>
    public void Write(HttpRequestMessage request, UpstreamOrigin origin)
    {
        Begin();
        WriteRequestLine(request.Method.Method, request.RequestUri!.PathAndQuery);
        var headers = request.Headers.NonValidated;
        if (!headers.Contains("Host"))
            Write(origin.HostHeader);
        WriteHeaders(headers);
        if (request.Content is { } content)
            WriteHeaders(content.Headers.NonValidated);
        else if (MustHaveLength(request.Method.Method))
            Write("Content-Length: 0\r\n"u8);
        Write("\r\n"u8);
    }

    /// <summary>The HTTP client writes the methods that it knows in capitals.</summary>
    private static string UsualMethod(string method) => HttpMethods.GetCanonicalizedValue(method);

    private static string SeparatorOf(string name)
        => name.Length == 6 && name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? "; "
            : name.Length == 10 && name.Equals("User-Agent", StringComparison.OrdinalIgnoreCase) ? " "
            : ", ";

    private void WriteRequestLine(string method, string target)
    {
        if (method.Length == 0 || method.AsSpan().ContainsAnyExcept(s_nameChars))
            throw new HttpRequestException("The method of the request to the upstream isn't valid.");
        if (target.AsSpan().ContainsAnyExcept(s_targetChars))
            throw new HttpRequestException("The target of the request to the upstream isn't valid.");

        WriteAscii(method);
        Write(" "u8);
        WriteAscii(target);
        Write(" HTTP/1.1\r\n"u8);
    }

    private void WriteHeaders(HttpHeadersNonValidated headers)
    {
        foreach (var (name, values) in headers)
        {
            WriteAscii(name);
            Write(": "u8);
            if (values.Count == 1)
            {
                WriteValue(values.ToString());
            }
            else
            {
                var separator = default(string);
                foreach (var value in values)
                {
                    if (separator is not null)
                        WriteAscii(separator);
                    WriteValue(value);
                    separator ??= SeparatorOf(name);
                }
            }

            Write("\r\n"u8);
        }
    }

    private void WriteValue(string value)
    {
        if (value.AsSpan().ContainsAny(s_notValueChars))
            throw new InvalidHeaderException();

        var room = Room(HeaderEncoding.Writer.GetMaxByteCount(value.Length));
        if (Ascii.FromUtf16(value, room, out var written) != OperationStatus.Done)
            written = HeaderEncoding.Writer.GetBytes(value, room);
        _count += written;
    }

    private void WriteAscii(string text)
    {
        if (Ascii.FromUtf16(text, Room(text.Length), out var written) != OperationStatus.Done)
            throw new HttpRequestException("A name in the request to the upstream isn't valid.");

        _count += written;
    }

    private Span<byte> Room(int length)
    {
        if (_buffer.Length - _count < length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _count + length));
        return _buffer.AsSpan(_count);
    }
}
