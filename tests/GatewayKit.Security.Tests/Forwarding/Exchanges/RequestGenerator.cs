using System.Collections.Immutable;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

internal sealed class RequestGenerator(Random random)
{
    private static readonly string[] s_usual =
    [
        "Accept: */*", "Accept: text/html, application/xhtml+xml;q=0.9", "Accept-Encoding: gzip, br", "Accept-Encoding: nonsense;;",
        "Accept-Language: de",
        "Authorization: Bearer abc.def", "Authorization: strange", "Cache-Control: no-cache, max-age=0", "Content-Type: application/json",
        "Content-Type: not a type", "Content-Encoding: gzip", "Content-Language: en", "Content-Disposition: form-data", "Content-MD5: x",
        "Content-Location: /there", "Content-Range: bytes 0-1/2", "Expires: 0", "Last-Modified: never", "Allow: GET", "Cookie: a=b",
        "Cookie: c=d; e=f",
        "Cookie:", "User-Agent: proof/1.0 (odd; thing)", "User-Agent: ,", "Referer: /from?x", "Origin: null", "Range: bytes=0-1",
        "Range: lines=1",
        "If-Match: \"a\", W/\"b\"", "If-None-Match: *", "If-Modified-Since: Sat, 29 Oct 1994 19:43:31 GMT", "If-Modified-Since: once",
        "If-Range: \"x\"", "If-Unmodified-Since: 0", "From: a@b.c", "Max-Forwards: 5", "Pragma: no-cache",
        "Date: Tue, 15 Nov 1994 08:12:31 GMT",
        "Via: 1.0 before", "Via: 1.1 proxy (x)", "Warning: 199 - \"x\"", "TE: trailers", "TE: deflate", "Trailer: X-Sum",
        "Keep-Alive: timeout=5",
        "Proxy-Connection: keep-alive", "Proxy-Authorization: Basic eDp5", "Upgrade: h2c", "Upgrade-Insecure-Requests: 1", "Priority: u=1",
        "Forwarded: for=1.2.3.4", "X-Forwarded-For: 1.2.3.4, 5.6.7.8", "X-Forwarded-Host: other", "X-Forwarded-Proto: https",
        "X-Forwarded-Prefix: /p",
        "X-Request-Id: 17", "X-Consumer-Name: root", "Accept-Charset: utf-8", "Accept-Datetime: x", "Alt-Used: x", "Sec-Fetch-Mode: cors",
        "Sec-WebSocket-Key: x", "Access-Control-Request-Method: PUT", "DNT: 1", "Connection: close", "Connection: keep-alive",
        "Connection: X-A, x-b",
        "Prefer: respond-async", "HTTP2-Settings: AAMAAABkAAQAAP__", "Expect: 100-continue",
    ];

    private static readonly string[] s_segments =
        ["a", "B", "%20", "%E4%BD%A0", "a+b", "a:b", "@", "~", "a=b", "!$&'()*", ",", "%41", "%7e", "a.b", "...", "%C3%A9", "0", "-_"];

    private static readonly string[] s_queries =
    [
        "?", "?a=b", "?a=b&a=c&&d", "?%20+%2B", "?x=%zz", "?x=%", "??", "?/../a",
        "?a=\"<>\\^`{|}", "?%00%ff", "?a[]=1", "?=", "?&", "?q=a:b@c/d",
    ];

    private readonly FieldGenerator _fields = new(random, s_usual);

    public RequestSpec Next()
    {
        var version = random.Next(8) == 0 ? "HTTP/1.0" : "HTTP/1.1";
        var body = Body(version);
        return new RequestSpec
        {
            Method = version == "HTTP/1.0" && body.Framing == BodyFraming.None ? "GET" : Method(body),
            Target = Target(),
            Version = version,
            Fields = Fields(version, body),
            Body = body,
        };
    }

    private string Method(BodySpec body) => random.Next(10) switch
    {
        0 => "HEAD",
        1 => "PUT",
        2 => "DELETE",
        3 => "OPTIONS",
        4 => "PATCH",
        5 => Any(["FROB", "M-SEARCH", "QUERY", "PROPFIND", "A"]),
        _ => body.Framing == BodyFraming.None ? "GET" : "POST",
    };

    private string Target()
    {
        var path = string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => "/" + Any(s_segments)));
        path = path.Length == 0 || random.Next(6) == 0 ? path + "/" : path;
        return (random.Next(20) == 0 ? "http://HOST" : "") + path + (random.Next(3) == 0 ? Any(s_queries) : "");
    }

    // A server can't send 100 to a client of HTTP/1.0, and without a body there is nothing to continue.
    private ImmutableArray<string> Fields(string version, BodySpec body)
    {
        var fields = _fields.Next();
        if (version == "HTTP/1.0" || body.Content.Length == 0)
            fields = fields.RemoveAll(line => line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
        if (version == "HTTP/1.0" && random.Next(2) == 0)
            fields = fields.Add("Connection: keep-alive");
        return fields;
    }

    private BodySpec Body(string version) => random.Next(10) switch
    {
        < 4 => new BodySpec(),
        < 7 => new BodySpec { Framing = BodyFraming.Length, Content = Bodies.Next(random) },
        _ when version == "HTTP/1.0" => new BodySpec(),
        _ => Bodies.Chunked(random, Bodies.Next(random), _fields),
    };

    private string Any(string[] items) => items[random.Next(items.Length)];
}
