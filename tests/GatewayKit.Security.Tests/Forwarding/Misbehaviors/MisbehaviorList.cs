using GatewayKit.Security.Tests.Forwarding.Sockets;
using static GatewayKit.Security.Tests.Forwarding.Misbehaviors.Misbehavior;

namespace GatewayKit.Security.Tests.Forwarding.Misbehaviors;

/// <summary>Upstreams that misbehave, by name.</summary>
internal static class MisbehaviorList
{
    private const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private const string Chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    public static IReadOnlyDictionary<string, Misbehavior> All { get; } = new[]
    {
        Heads(), Fields(), Framings(), Bodies(), Connections(), FollowedByMore(),
    }.SelectMany(part => part).ToDictionary(pair => pair.Name, pair => pair.What, StringComparer.Ordinal);

    private static IEnumerable<(string Name, Misbehavior What)> Heads()
    {
        foreach (var (name, bytes) in new[]
        {
            ("no bytes", ""), ("an empty line", "\r\n\r\n"), ("words", "hello\r\n\r\n"), ("another protocol", "SSH-2.0-OpenSSH_9.7\r\n"),
            ("a TLS alert", "\x15\x03\x01\x00\x02\x02\x28"), ("HTTP/2 frames", "\0\0\x06\x04\0\0\0\0\0\0\x03\0\0\0\x64\0\0\0\0\0\0\0\0"),
            ("an HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), ("a request", "GET / HTTP/1.1\r\nHost: h\r\n\r\n"),
            ("HTTP/2 as text", "HTTP/2 200 OK\r\n\r\n"), ("no space after the version", "HTTP/1.1200 OK\r\n\r\n"),
            ("no space after the status", "HTTP/1.1 200OK\r\n\r\n"), ("two spaces before the status", "HTTP/1.1  200 OK\r\n\r\n"),
            ("a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"), ("a status of four digits", "HTTP/1.1 1000 OK\r\n\r\n"),
            ("status 000", "HTTP/1.1 000 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("status 099", "HTTP/1.1 099 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("status 600", "HTTP/1.1 600 OK\r\nContent-Length: 2\r\n\r\nok"), ("a status with a sign", "HTTP/1.1 +20 OK\r\n\r\n"),
            ("a lower-case version", "http/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("CR alone", "HTTP/1.1 200 OK\rContent-Length: 2\r\rok"),
            ("a part of the status line", "HTTP/1.1 2"), ("a part of the head", "HTTP/1.1 200 OK\r\nContent-Len"),
            ("a head without its end", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n"),
            ("only an interim response", "HTTP/1.1 103 Early Hints\r\n\r\n"),
            ("101 without a request for it", "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n"),
            ("a long status line", "HTTP/1.1 200 " + new string('x', 70_000) + "\r\n\r\n"),
            ("a long header", "HTTP/1.1 200 OK\r\nX: " + new string('x', 70_000) + "\r\n\r\n"),
            ("many headers", "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X: y\r\n", 20_000)) + "\r\n"),
            ("many interim responses", string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", 3000)) + Ok),
        })
        {
            yield return (name, SaysAndCloses(bytes, Outcome.BadGateway));
        }

        yield return ("a reset instead of a response", SaysAndResets("", Outcome.BadGateway));
        yield return ("a reset in the head", SaysAndResets("HTTP/1.1 200 OK\r\nContent-Len", Outcome.BadGateway));
        yield return ("a head without end", Repeats("HTTP/1.1 200 OK\r\n", "X: y\r\n", Outcome.BadGateway));
        yield return ("a line without end", Repeats("HTTP/1.1 200 OK\r\nX: ", "yyyyyyyyyyyyyyyy", Outcome.BadGateway));
        yield return ("interim responses without end", Repeats("", "HTTP/1.1 102 Processing\r\n\r\n", Outcome.BadGateway));
        yield return ("LF alone", SaysAndCloses("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", Outcome.Ok));
        yield return ("single bytes", SaysByByte(Ok));
        yield return ("single bytes with chunks", SaysByByte(Chunked + "1;a=b\r\no\r\n1\r\nk\r\n0\r\nX: y\r\n\r\n"));

        static Misbehavior SaysByByte(string bytes)
            => new(async call => await call.Wire.WriteAsync(bytes, [.. Enumerable.Range(1, bytes.Length - 1)]), Outcome.Ok);
    }

    private static IEnumerable<(string Name, Misbehavior What)> Fields()
    {
        foreach (var (name, field) in new[]
        {
            ("no colon", "hello"), ("an empty name", ": x"), ("a space in the name", "X Y: z"), ("a NUL in the name", "X\0: y"),
            ("a byte beyond ASCII in the name", "X\u00e9: y"), ("a control character in the value", "X: a\u0001b"),
            ("DEL in the value", "X: a\u007fb"),
            ("a bracket in the name", "X(y): z"), ("a tab before the colon", "X\t: y"), ("a fold before the colon", "X\r\n : y"),
        })
        {
            yield return (name, SaysAndCloses($"HTTP/1.1 200 OK\r\n{field}\r\nContent-Length: 2\r\n\r\nok", Outcome.BadGateway));
        }

        foreach (var (name, field) in new[]
        {
            ("NUL in the value", "X: a\0b"), ("CR in the value", "X: a\rContent-Length: 100"),
            ("a folded line", "X: a\r\n Content-Length: 100"),
            ("a space before the colon", "X : y"), ("no value", "X:"), ("white space instead of a value", "X: \t "),
        })
        {
            yield return (name, Says($"HTTP/1.1 200 OK\r\n{field}\r\nContent-Length: 2\r\n\r\nok{Poison}", Outcome.Ok));
        }
    }

    private static IEnumerable<(string Name, Misbehavior What)> Framings()
    {
        foreach (var fields in new[]
        {
            "Content-Length: -2", "Content-Length: +2", "Content-Length: 2, 2", "Content-Length: 2\r\nContent-Length: 2",
            "Content-Length: 2\r\nContent-Length: 3", "Content-Length: 18446744073709551618", "Content-Length: 0x2", "Content-Length: 2 2",
            "Content-Length: two", "Content-Length:", "Content-Length: 2\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked\r\nContent-Length: 2", "Transfer-Encoding: gzip, chunked", "Transfer-Encoding: chunked, chunked",
            "Transfer-Encoding: identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
            "Transfer-Encoding: chunked;q=1", "Transfer-Encoding: ", "Transfer-Encoding : chunked\r\nContent-Length: 2",
            "Transfer-Encoding: \"chunked\"", "Transfer-Encoding:\r\n chunked\r\nContent-Length: 2",
        })
        {
            yield return (fields.Replace("\r\n", " and ", StringComparison.Ordinal),
                SaysAndCloses($"HTTP/1.1 200 OK\r\n{fields}\r\n\r\n2\r\nok\r\n0\r\n\r\n", Outcome.BadGateway));
        }

        yield return ("chunks in HTTP/1.0",
            SaysAndCloses("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", Outcome.BadGateway));
    }

    private static IEnumerable<(string Name, Misbehavior What)> Bodies()
    {
        foreach (var (name, chunks) in new[]
        {
            ("no last chunk", "2\r\nok\r\n"), ("a part of a chunk", "5\r\nok"), ("only a size", "2"),
            ("a size without digits", "\r\nok\r\n0\r\n\r\n"),
            ("a negative size", "-2\r\nok\r\n0\r\n\r\n"), ("a size with a sign", "+2\r\nok\r\n0\r\n\r\n"),
            ("a size with a prefix", "0x2\r\nok\r\n0\r\n\r\n"),
            ("a space before the size", " 2\r\nok\r\n0\r\n\r\n"), ("a size that overflows", "10000000000000002\r\nok\r\n0\r\n\r\n"),
            ("the largest size", "7fffffffffffffff\r\nok\r\n0\r\n\r\n"), ("a chunk that is too long", "1\r\nok\r\n0\r\n\r\n"),
            ("no line end after a chunk", "2\r\nokXX0\r\n\r\n"), ("a NUL in the size", "2\0\r\nok\r\n0\r\n\r\n"),
            ("CR alone after the size", "2\rok\r\n0\r\n\r\n"),
            ("a part of the last chunk", "2\r\nok\r\n0"), ("no end of the trailers", "2\r\nok\r\n0\r\n"),
            ("a part of the trailers", "2\r\nok\r\n0\r\nX: y\r\n"),
            ("a trailer without a colon", "2\r\nok\r\n0\r\nhello\r\n\r\n"),
            ("long trailers", "2\r\nok\r\n0\r\nX: " + new string('x', 70_000) + "\r\n\r\n"),
            ("words instead of a size", "2\r\nok\r\nhello\r\n\r\n"),
        })
        {
            yield return ("chunks: " + name, SaysAndCloses(Chunked + chunks, Outcome.NeverWhole));
        }

        yield return ("a body that is too short", SaysAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", Outcome.NeverWhole));
        yield return ("a reset in the body", SaysAndResets("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", Outcome.NeverWhole));
        yield return ("a reset in the chunks", SaysAndResets(Chunked + "2\r\nok\r\n", Outcome.NeverWhole));
        yield return ("a reset instead of the end of the connection", SaysAndResets("HTTP/1.1 200 OK\r\n\r\nok", Outcome.NeverWhole));
        yield return ("an extension without end", Repeats(Chunked + "2;", "aaaaaaaaaaaaaaaa", Outcome.NeverWhole));
        yield return ("trailers without end", Repeats(Chunked + "2\r\nok\r\n0\r\n", "X: y\r\n", Outcome.NeverWhole));
    }

    private static IEnumerable<(string Name, Misbehavior What)> Connections()
    {
        yield return ("silence", SaysAndWaits("", Outcome.GatewayTimeout));
        yield return ("silence in the head", SaysAndWaits("HTTP/1.1 200 OK\r\nContent-Le", Outcome.GatewayTimeout));
        yield return ("silence after an interim response", SaysAndWaits("HTTP/1.1 103 Early Hints\r\n\r\n", Outcome.GatewayTimeout));
        yield return ("a head that drips", new(DripAsync, Outcome.GatewayTimeout) { Site = "stalling", Methods = ["GET"] });
        yield return ("silence in the body", SaysAndWaits("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok", Outcome.NeverWhole));
        yield return ("silence in the chunks", SaysAndWaits(Chunked + "2\r\nok\r\n", Outcome.NeverWhole));
        yield return ("a refused connection", Unreached("refusing", Outcome.BadGateway));
        yield return ("a connection that is never accepted", Unreached("silent", Outcome.GatewayTimeout));
        yield return ("a name that no server knows", Unreached("nameless", Outcome.BadGateway));
        yield return ("a half-closed connection", new(HalfCloseAsync, Outcome.Ok) { Methods = ["GET"] });

        static async Task DripAsync(UpstreamCall call)
        {
            foreach (var character in Ok)
            {
                if (!await call.Wire.WriteAsync($"{character}"))
                    return;
                await Task.Delay(300);
            }
        }

        static async Task HalfCloseAsync(UpstreamCall call)
        {
            await call.Wire.WriteAsync(Ok);
            call.Wire.CloseWriting();
            await call.Wire.ReadToEndAsync();
            call.Wire.Dispose();
        }
    }

    private static Misbehavior Unreached(string site, Outcome outcome)
        => new(_ => Task.CompletedTask, outcome) { Site = site, Methods = ["GET"] };

    private static IEnumerable<(string Name, Misbehavior What)> FollowedByMore()
    {
        foreach (var (name, bytes) in new[]
        {
            ("a second response", Ok), ("a line and a second response", Ok + "\r\n"), ("words", Ok + "hello"),
            ("an interim response", Ok + "HTTP/1.1 103 Early Hints\r\n\r\n"),
            ("a second last chunk", Chunked + "2\r\nok\r\n0\r\n\r\n0\r\n\r\n"),
            ("a second response after chunks", Chunked + "2\r\nok\r\n0\r\n\r\n"),
            ("a second response after trailers", Chunked + "2\r\nok\r\n0\r\nX: y\r\n\r\n"),
        })
        {
            yield return ("followed by " + name, Says(bytes + Poison, Outcome.Ok));
        }

        foreach (var (name, head) in new[]
        {
            ("204", "204 No Content\r\n\r\n"), ("204 with a length", "204 No Content\r\nContent-Length: 43\r\n\r\n"),
            ("304", "304 Not Modified\r\n\r\n"),
            ("304 with a length", "304 Not Modified\r\nContent-Length: 43\r\n\r\n"), ("length 0", "200 OK\r\nContent-Length: 0\r\n\r\n"),
            ("204 with chunks", "204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n6\r\npoison\r\n0\r\n\r\n"),
        })
        {
            yield return ($"a body after {name}", Says($"HTTP/1.1 {head}{Poison}", Outcome.Empty));
        }

        yield return ("a body in the response to HEAD", Says(Poison, Outcome.Empty) with { Methods = ["HEAD"] });
        yield return ("chunks in the response to HEAD",
            Says(Chunked + "6\r\npoison\r\n0\r\n\r\n", Outcome.Empty) with { Methods = ["HEAD"] });
    }
}
