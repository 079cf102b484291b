using System.Collections.Immutable;

namespace GatewayKit.Security.Tests.Forwarding.Exchanges;

internal sealed class ResponseGenerator(Random random)
{
    private static readonly string[] s_usual =
    [
        "Server: raw/1.0", "Server:", "Date: Tue, 15 Nov 1994 08:12:31 GMT", "Date: today", "Content-Type: text/plain",
        "Content-Type: not a type",
        "Content-Type: text/html; charset=\"utf-8\"", "Content-Encoding: gzip", "Content-Encoding: br, gzip", "Content-Language: de, en",
        "Content-Location: //x", "Content-Disposition: attachment; filename=\"\u00e9\"", "Content-Range: bytes */7",
        "Content-MD5: Q2hlY2s=",
        "Cache-Control: max-age=1, private", "Cache-Control:", "ETag: \"x\"", "ETag: W/\"y\"", "ETag: unquoted", "Expires: 0",
        "Expires: -1", "Age: 5",
        "Age: old", "Last-Modified: Tue, 15 Nov 1994 08:12:31 GMT", "Last-Modified: 1", "Set-Cookie: a=b; Path=/", "Set-Cookie: c=d, e=f",
        "Set-Cookie: g", "Location: /there", "Location: http://\u00e9/", "Location: a b", "WWW-Authenticate: Basic realm=\"a, b\"",
        "WWW-Authenticate: Bearer", "Proxy-Authenticate: Basic", "Vary: Accept", "Vary: *", "Allow: GET, HEAD", "Allow:",
        "Accept-Ranges: bytes",
        "Via: 1.1 upstream", "Warning: 110 - \"stale\"", "Retry-After: 1", "Retry-After: soon", "Pragma: x", "Link: </a>; rel=preload",
        "Alt-Svc: h3=\":443\"", "Strict-Transport-Security: max-age=1", "Trailer: X-Sum", "Keep-Alive: timeout=5, max=2",
        "Proxy-Connection: close",
        "Upgrade: h2c", "Connection: keep-alive", "Connection: X-A, x-b", "Connection: Content-Type", "Access-Control-Allow-Origin: *",
        "P3P: x",
        "X-Powered-By: y", "x-frame-options: DENY", "Content-Security-Policy: default-src 'self'", "Refresh: 5", "TE: x", "Host: who",
        "X-Fold: one\r\n two", "X-Fold: one \r\n\t \r\n three", "X-Null: a\0b", "X-Return: a\rb", "Transfer-Thing: x", "NEL: {}", "Tk: N",
    ];

    private static readonly string[] s_interim =
    [
        "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 102 Processing\r\n\r\n",
        "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\nX-A: hint\r\n\r\n",
        "HTTP/1.1 199 X\r\nSet-Cookie: hint=1\r\n\r\n",
    ];

    private static readonly int[] s_statuses =
    [
        200, 200, 200, 200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 407, 410,
        412, 413, 416, 418, 421, 429, 431, 451, 499, 500, 501, 502, 503, 504, 511, 599,
    ];

    private static readonly string[] s_reasons = [" OK", " OK", " OK", " ", " Something else", " \u00e9", " a\tb", "  two", " (x)"];

    private readonly FieldGenerator _fields = new(random, s_usual);

    public ResponseSpec Next(RequestSpec request)
    {
        var status = random.Next(10) == 0 ? random.Next(200, 600) : s_statuses[random.Next(s_statuses.Length)];
        var body = Body(status);
        var version = body.Framing != BodyFraming.Chunked && random.Next(8) == 0 ? "HTTP/1.0" : "HTTP/1.1";
        var closes = body.Framing == BodyFraming.Close || version == "HTTP/1.0" || random.Next(10) == 0;
        var waits = request.Fields.Any(line => line.StartsWith("Expect", StringComparison.OrdinalIgnoreCase));
        return new ResponseSpec
        {
            Interim = Interim(waits),
            Version = version,
            Status = status,
            Reason = s_reasons[random.Next(s_reasons.Length)],
            Fields = Fields(closes, body, version, request.IsHead),
            Body = body,
            Closes = closes,

            // The upstream of a request with Expect that isn't answered by 100 must not wait for the body.
            IsEarly = waits ? status >= 300 && random.Next(2) == 0 : random.Next(12) == 0,
        };
    }

    private ImmutableArray<string> Interim(bool waits)
        => [.. Enumerable.Range(0, waits || random.Next(6) > 0 ? 0 : random.Next(1, 4))
            .Select(_ => s_interim[random.Next(s_interim.Length)])];

    private ImmutableArray<string> Fields(bool closes, BodySpec body, string version, bool isHead)
    {
        var fields = _fields.Next();
        if (closes && (body.Framing != BodyFraming.Close || isHead || random.Next(2) == 0))
            fields = fields.RemoveAll(line => line.Contains("keep-alive", StringComparison.OrdinalIgnoreCase)).Add("Connection: close");
        return version == "HTTP/1.0"
            ? fields.RemoveAll(line => line.Contains("keep-alive", StringComparison.OrdinalIgnoreCase))
            : fields;
    }

    private BodySpec Body(int status) => status is 204 or 304
        ? new BodySpec
        {
            Framing = status == 304 && random.Next(3) == 0 ? BodyFraming.Length : BodyFraming.None,
            Content = Bodies.Next(random),
        }
        : status == 205 ? new BodySpec { Framing = random.Next(2) == 0 ? BodyFraming.Length : BodyFraming.Chunked }
        : random.Next(8) switch
        {
            < 4 => new BodySpec { Framing = BodyFraming.Length, Content = Bodies.Next(random) },
            < 7 => Bodies.Chunked(random, Bodies.Next(random), _fields),
            _ => new BodySpec { Framing = BodyFraming.Close, Content = Bodies.Next(random) },
        };
}
