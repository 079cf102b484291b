using System.Text;

namespace GatewayKit.Tests.Proxy.Forwarding;

/// <summary>Mutates the responses of a corpus.</summary>
internal sealed class ResponseMutants(int seed)
{
    private static readonly byte[][] s_corpus = [.. new[]
    {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\n\r\nuntil the end",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X\r\n\r\n1;a=b\r\no\r\n1 ;c=\"d\"\r\nk\r\n00\r\nX: y\r\nX: z\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: CHUNKED\r\nConnection: close\r\n\r\nA\r\n0123456789\r\na;\r\n0123456789\r\n0\r\n\r\nmore",
        "HTTP/1.1 204 No Content\r\nX-Empty:\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\nContent-Length: 5\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 \r\nContent-Length:0\r\n\r\n",
        "HTTP/1.1 404 Not \u00e9 Found\r\nX:  \t a b \t\r\nContent-Length: 3\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nX-Fold: a\r\n b\r\n\tc\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\nContent-Length: 1\n\nx",
        "HTTP/1.1 200 OK\r\nX-Null: a\0b\rc\r\nX-Space : y\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nSet-Cookie: c=d\r\nConnection: X-A\r\nX-A: z\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Type: text/plain\r\nExpires: 0\r\nContent-Length: 4\r\n\r\nbusy",
    }.Select(Encoding.Latin1.GetBytes)];

    private static readonly string[] s_pieces =
    [
        "\r", "\n", "\r\n", "\0", " ", "\t", ":", ",", ";", "\"", "0", "1", "f", "-", "+", "\x7f", "\u00e9", "\r\n\r\n", "0\r\n\r\n",
        "Content-Length: 1\r\n", "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "HTTP/1.1 200 OK\r\n",
        "X: y\r\n", "\r\n ", " :", "99999999999", "chunked",
    ];

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var bytes = s_corpus[_random.Next(s_corpus.Length)].ToList();
        for (var count = _random.Next(4); count > 0; count--)
            Mutate(bytes);
        return [.. bytes];
    }

    /// <summary>Returns places to split bytes at.</summary>
    public IReadOnlyList<int> Cuts(int length)
        => [.. Enumerable.Range(0, _random.Next(1, 8)).Select(_ => _random.Next(length + 1)).Order()];

    private void Mutate(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count + 1);
        var count = Math.Min(_random.Next(1, 6), bytes.Count - at);
        switch (_random.Next(6))
        {
            case 0:
                bytes.RemoveRange(at, count);
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.InsertRange(at, bytes.GetRange(at, count));
                break;
            case 3:
                var other = s_corpus[_random.Next(s_corpus.Length)];
                var start = _random.Next(other.Length);
                bytes.InsertRange(at, other.AsSpan(start, Math.Min(other.Length - start, _random.Next(1, 30))).ToArray());
                break;
            case 4 when _random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                bytes.InsertRange(at, Encoding.Latin1.GetBytes(s_pieces[_random.Next(s_pieces.Length)]));
                break;
        }
    }
}
